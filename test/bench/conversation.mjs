const bot = 'github-actions[bot]';
const remark = `Looks good to me, but for the one thing that we talked about: ${'a remark of some length. '.repeat(8)}`;

/** The comments of the scene's pull request, as the server holds them. */
export function conversationOf({ github, repository, pull }) {
  const { comments } = github;
  const list = () => [...comments.list(repository, pull.number)];
  return {
    /** The report that stands there: what people see of it, and the same as an older run would have left it. */
    report() {
      const { body } = list().find(({ author }) => author === bot);
      const [first, second, ...visible] = body.split('\n');
      const older = second.replace(/ run=(\d+)/, (_, run) => ` run=${Number(run) - 1}`);
      return { visible: visible.join('\n'), older: [first, older, 'older'].join('\n') };
    },
    /** Makes it `size` comments, of which the first is a bot's and the others are people's. */
    async set(own, size) {
      for (const comment of list()) comments.remove(comment);
      comments.create(repository, pull.number, bot, own);
      for (let at = 1; at < size; at++) comments.create(repository, pull.number, 'mona', remark);
      await github.save();
    },
  };
}
