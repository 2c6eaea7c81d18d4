import { setTimeout as sleep } from "node:timers/promises";
import { startHostileProxy, type HostileProxy } from "../../harness/hostile-proxy.ts";
import { readdress } from "../../harness/readdress.ts";
import type { Scene } from "../../harness/scene.ts";

/** The one line of all clients of a scene to its homeserver, on which replies can take their time. */
export class SlowLine {
  /** How long every reply is on the way, in ms. */
  lag = 0;
  readonly #line: HostileProxy;

  private constructor(line: HostileProxy) {
    this.#line = line;
  }

  /** Before any client of the scene is started. */
  static async to(scene: Scene): Promise<SlowLine> {
    const { homeserver, places } = scene.exercise;
    const line = await startHostileProxy(homeserver.baseUrl);
    for (const place of places) readdress(place, line.baseUrl);
    const slow = new SlowLine(line);
    line.set(() => {
      const { lag } = slow;
      if (lag === 0) return "pass";
      return {
        carriedOut: true,
        write: async (response, given) => {
          await sleep(lag);
          response.writeHead(given?.status ?? 502, {
            "content-type": "application/json",
            "access-control-allow-origin": "*",
          });
          response.end(given?.text);
        },
      };
    });
    return slow;
  }

  /** Cuts every connection that is there now. */
  hangUp(): void {
    this.#line.hangUp();
  }

  async stop(): Promise<void> {
    await this.#line.stop();
  }
}
