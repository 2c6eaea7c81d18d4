import type { ActHash } from "@parley/base";
import type { Client, Entry } from "@parley/client";
import { hands, type DrivenClient, type Place } from "@parley/exercise";
import type { Page } from "playwright-core";
import { EARLY_WARNING } from "../../packages/client/test/early-warning.ts";
import { clientUnderTest } from "./client-under-test.ts";
import { openFaceless } from "./faceless.ts";
import { startHostileProxy, type HostileProxy } from "./hostile-proxy.ts";
import { readdress } from "./readdress.ts";
import { Scene, type SceneOptions } from "./scene.ts";

export interface DeskPairOptions extends Pick<SceneOptions, "executable"> {
  /** Done with Alfa's client before anything is typed there. */
  readonly before?: (page: Page, alfa: DrivenClient) => Promise<void>;
  /** Done with Alfa's place before its client is started. */
  readonly atPlace?: (place: Place) => void;
  /** Where Alfa's client finds its line, given the address of the line. */
  readonly address?: (line: string) => Promise<string>;
}

/**
 * Alfa at a packaged client whose line to the homeserver can fail, and Bravo at one without a face; both are listed.
 */
export class DeskPair {
  readonly scene: Scene;
  /** Alfa's line. */
  readonly line: HostileProxy;
  readonly bravo: Client;
  alfa: DrivenClient;

  private constructor(scene: Scene, line: HostileProxy, bravo: Client, alfa: DrivenClient) {
    this.scene = scene;
    this.line = line;
    this.bravo = bravo;
    this.alfa = alfa;
  }

  static async meet(options: DeskPairOptions = {}): Promise<DeskPair> {
    const { before, address, atPlace, ...sceneOptions } = options;
    const { executable = await clientUnderTest() } = sceneOptions;
    const scene = await Scene.set({ executable });
    const line = await startHostileProxy(scene.exercise.homeserver.baseUrl);
    const place = scene.place("XA");
    atPlace?.(place);
    readdress(place, (await address?.(line.baseUrl)) ?? line.baseUrl);
    const bravo = await openFaceless(scene.exercise, scene.place("XB"));
    const alfa = await scene.launch("XA");
    const { page } = alfa;
    await before?.(page, alfa);
    await scene.enrol("XA", page);
    await hands.goToDesk(page);
    await hands.waitUntilListed(page);
    return new DeskPair(scene, line, bravo, alfa);
  }

  /** Alfa signs what opens a consultation; it need not have left. */
  async sign(): Promise<void> {
    const { page } = this;
    await hands.chooseOffice(page, "Bravo");
    await hands.fillNotification(page);
    await hands.askToSign(page);
    await hands.sign(page);
  }

  /** Alfa opens a consultation, and Bravo has it. */
  async consult(): Promise<void> {
    await this.sign();
    await hands.readState(this.page, "Delivered");
  }

  /** Bravo opens a consultation, and Alfa reads it. */
  async beConsulted(): Promise<void> {
    await this.openFurther();
    await hands.openConsultation(this.page, "Bravo");
  }

  /** Bravo opens a consultation; whether Alfa has it is another matter. */
  async openFurther(): Promise<void> {
    const opened = await this.bravo.signAndSend({
      id: "opening",
      kind: "T02",
      channel: null,
      re: null,
      roster: [this.scene.place("XA").office.id],
      tlp: "amber+strict",
      prec: "urgent",
      ask: {},
      res: [],
      fields: { ...EARLY_WARNING },
      updatedAt: 0,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  }

  get page(): Page {
    return this.alfa.page;
  }

  /** Alfa's client once more, on what it keeps, in the consultation. */
  async unlock(): Promise<void> {
    this.alfa = await this.scene.unlock("XA");
    await hands.openConsultation(this.page, "Bravo");
  }

  /** The consultation as Bravo reads it. */
  get entries(): readonly Entry[] {
    return this.bravo.snapshot().consultations[0]?.entries ?? [];
  }

  get channel(): ActHash {
    const opening = this.entries.find(({ kind }) => kind === "act");
    if (opening?.kind !== "act") throw new Error("Bravo has no opening");
    return opening.hash;
  }

  /** Texts of all notes as Bravo reads them, first to last. */
  notes(): readonly string[] {
    return this.entries.flatMap((entry) => (entry.kind === "note" ? [entry.body] : []));
  }

  /** A note of Bravo's. */
  async say(text: string): Promise<void> {
    const said = await this.bravo.sendNote(this.channel, text);
    if (!said.ok) throw new Error(said.refusal.reason);
  }

  async close(): Promise<void> {
    await this.bravo.close();
    await this.line.stop();
    await this.scene.close();
  }
}
