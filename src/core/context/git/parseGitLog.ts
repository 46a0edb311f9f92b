export interface LoggedCommit {
  readonly hash: string;
  readonly message: string;
  readonly author: string;
  readonly timestamp: string;
  /** Relative to the root that was asked about. */
  readonly files: readonly string[];
}

/**
 * Reads the output of `git log -z --name-only --format=%x01%H%x02%an%x02%at%x02%s`.
 * @param prefix Folder of the root inside its repository, with a trailing slash; '' at the top. Files elsewhere are left out.
 */
export function parseGitLog(text: string, prefix: string): readonly LoggedCommit[] {
  return text
    .split('\u0001')
    .slice(1)
    .map((record) => {
      // The format's line ends at the first NUL, the names follow; git puts a line feed before the first of them.
      const [line = '', ...names] = record.split('\0');
      const [hash = '', author = '', seconds = '0', ...message] = line.split('\u0002');
      return {
        hash,
        author,
        message: message.join('\u0002').trim(),
        timestamp: new Date(Number(seconds) * 1000).toISOString(),
        files: names
          .map((name) => (name.startsWith('\n') ? name.slice(1) : name))
          .filter((name) => name !== '' && name.startsWith(prefix))
          .map((name) => name.slice(prefix.length)),
      };
    });
}
