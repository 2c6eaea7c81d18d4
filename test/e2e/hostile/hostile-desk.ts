import { mkdirSync } from "node:fs";
import path from "node:path";
import type { RoomId } from "@parley/base";
import { hands, type DrivenClient } from "@parley/exercise";
import type { Page } from "playwright-core";
import { startHostileProxy, type HostileProxy } from "../../harness/hostile-proxy.ts";
import { readdress } from "../../harness/readdress.ts";
import { Scene, type SceneOptions } from "../../harness/scene.ts";
import { closeDevices } from "../../session/device.ts";
import { Puppet } from "./puppet.ts";

const PICTURES = path.resolve(import.meta.dirname, "../../../out/e2e-hostile");

/** Alfa at a packaged client whose line the attacker holds, in a consultation with a device that the attacker drives. */
export class HostileDesk {
  readonly scene: Scene;
  readonly alfa: DrivenClient;
  readonly line: HostileProxy;
  readonly bravo: Puppet;
  readonly room: RoomId;
  /** Texts of all notes that the screen should show, first to last. */
  readonly notes: string[] = [];

  private constructor(
    scene: Scene,
    alfa: DrivenClient,
    line: HostileProxy,
    bravo: Puppet,
    room: RoomId,
  ) {
    this.scene = scene;
    this.alfa = alfa;
    this.line = line;
    this.bravo = bravo;
    this.room = room;
  }

  static async open(options: Pick<SceneOptions, "executable"> = {}): Promise<HostileDesk> {
    const scene = await Scene.set(options);
    const { baseUrl } = scene.exercise.homeserver;
    const line = await startHostileProxy(baseUrl);
    readdress(scene.place("XA"), line.baseUrl);
    const bravo = await Puppet.at(scene.exercise, scene.place("XB"));
    const [alfa] = (await scene.arrive("XA")) as [DrivenClient];
    await hands.chooseOffice(alfa.page, "Bravo");
    await hands.fillNotification(alfa.page);
    await hands.askToSign(alfa.page);
    await hands.sign(alfa.page);
    return new HostileDesk(scene, alfa, line, bravo, await bravo.joins());
  }

  get page(): Page {
    return this.alfa.page;
  }

  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    const last = this.page.getByRole("button", { name: "Go to the last" });
    if (await last.isVisible()) await last.click();
    await this.alfa.picture(PICTURES, name);
  }

  async close(): Promise<void> {
    await closeDevices();
    await this.line.stop();
    await this.scene.close();
  }
}
