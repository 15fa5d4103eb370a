import type { UserRecord } from './records.ts';
import type { Store } from './store.ts';

export interface Users {
  /** The account of this name, made where it is new. Names that end in `[bot]` are bots. */
  ensure(login: string, type?: UserRecord['type']): UserRecord;
  find(login: string): UserRecord | undefined;
  all(): readonly UserRecord[];
}

export function usersOf(store: Store): Users {
  const { users } = store.records;
  const find = (login: string): UserRecord | undefined =>
    users.find((user) => user.login.toLowerCase() === login.toLowerCase());
  return {
    find,
    all: () => users,
    ensure(login, type = login.endsWith('[bot]') ? 'Bot' : 'User') {
      const known = find(login);
      if (known !== undefined) return known;
      if (!/^[\w.-]+(\[bot\])?$/.test(login))
        throw new Error(`${JSON.stringify(login)} cannot be an account's name`);
      const user: UserRecord = { id: store.nextId(), login, type };
      users.push(user);
      store.touch();
      return user;
    },
  };
}
