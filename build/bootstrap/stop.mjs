/**
 * An expected end of the bootstrap: something outside the project is missing. The message is a whole sentence that says
 * what to do; it is shown without a stack trace.
 */
export class Stop extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "Stop";
  }
}

/** Something could not be downloaded because the network, or what stands behind it, is away. */
export class Unreachable extends Stop {
  /** @param {string} what what could not be fetched, as it stands in a sentence */
  constructor(what) {
    super(unreachableSentence([what]));
    this.what = what;
  }
}

/**
 * One sentence for everything that could not be fetched in one run.
 *
 * @param {readonly string[]} what
 * @returns {string}
 */
export function unreachableSentence(what) {
  return (
    `Could not download ${list(what)}, because the package registry cannot be reached: connect to the network ` +
    `(or set the proxy or mirror of npm and pip) and run the same command again; what is finished is kept.`
  );
}

/** @param {readonly string[]} words */
function list(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
