/** Says line by line what the bootstrap does: steps run side by side, so every line names its step. */

/**
 * @typedef {object} Step
 * @property {(text: string) => void} say what the step does now, or how far it is
 * @property {(text: string) => void} done what the step ended with; adds the time it took
 */

/**
 * @typedef {object} Report
 * @property {(name: string) => Step} step
 * @property {() => boolean} silent whether nothing has been said so far
 */

/**
 * @param {{write?: (line: string) => void, now?: () => number}} [options] `now` in milliseconds
 * @returns {Report}
 */
export function makeReport({
  write = (line) => void process.stderr.write(`${line}\n`),
  now = () => performance.now(),
} = {}) {
  let silent = true;
  return {
    silent: () => silent,
    step(name) {
      const start = now();
      /** @param {string} text */
      const say = (text) => {
        silent = false;
        write(`${name}: ${text}`);
      };
      return { say, done: (text) => say(`${text} (${seconds(now() - start)})`) };
    },
  };
}

/**
 * @param {number} ms
 * @returns {string}
 */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * @param {number} bytes
 * @returns {string} in millions of bytes
 */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
