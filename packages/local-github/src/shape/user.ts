import type { UserRecord } from '../state/records.ts';
import { type Addresses, nodeId } from './addresses.ts';

export function userShape(addresses: Addresses, user: UserRecord) {
  const url = addresses.userApi(user);
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.type === 'Bot' ? 'BOT' : 'U', user.id),
    avatar_url: `${addresses.web}/_avatars/${user.id}`,
    gravatar_id: '',
    url,
    html_url: addresses.userWeb(user),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** What `GET /user` says more of oneself. */
export function profileShape(addresses: Addresses, user: UserRecord, at: string) {
  return {
    ...userShape(addresses, user),
    name: null,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: at,
    updated_at: at,
  };
}
