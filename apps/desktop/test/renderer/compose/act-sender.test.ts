import { accept, refuse } from "@parley/base";
import { describe, expect, it } from "vitest";
import { ActSender, type SendResult } from "../../../src/renderer/features/compose/act-sender.ts";
import { DraftSaver } from "../../../src/renderer/features/compose/draft-saver.ts";
import { hash } from "../../gallery/samples.ts";
import { OPENING, settled, TestClock } from "./sample.ts";

function sending(answers: (SendResult | Error)[]): {
  sender: ActSender;
  saver: DraftSaver;
  clock: TestClock;
  log: string[];
} {
  const log: string[] = [];
  const clock = new TestClock();
  const saver = new DraftSaver(
    () => {
      log.push("save");
      return Promise.resolve(accept(undefined));
    },
    clock,
    true,
  );
  const sign = async (): Promise<SendResult> => {
    log.push("sign");
    await settled();
    const answer = answers.shift();
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error("none");
    return answer;
  };
  return { sender: new ActSender(sign, saver), saver, clock, log };
}

describe("signing a draft", () => {
  it("signs once, however often it is asked, also after it was accepted", async () => {
    const { sender, log } = sending([accept(hash(9)), accept(hash(8))]);
    const [first, second] = await Promise.all([sender.send(OPENING), sender.send(OPENING)]);
    expect(first).toEqual(accept(hash(9)));
    expect(second).toBe(first);
    expect(await sender.send(OPENING)).toBe(first);
    expect(log).toEqual(["sign"]);
  });

  it("never saves a draft that was signed", async () => {
    const { sender, saver, clock, log } = sending([accept(hash(9))]);
    saver.change(OPENING);
    await sender.send(OPENING);
    await clock.move(1_000);
    await saver.flush();
    expect(log).toEqual(["sign"]);
  });

  it("saves again and may be asked again after a refusal", async () => {
    const { sender, saver, log } = sending([refuse({ reason: "disk" }), accept(hash(9))]);
    saver.change(OPENING);
    expect(await sender.send(OPENING)).toEqual(refuse({ reason: "disk" }));
    expect(log).toEqual(["sign", "save"]);
    expect(await sender.send(OPENING)).toEqual(accept(hash(9)));
  });

  it("goes on after a fault as after a refusal", async () => {
    const { sender, saver, log } = sending([new Error("fault"), accept(hash(9))]);
    saver.change(OPENING);
    await expect(sender.send(OPENING)).rejects.toThrow("fault");
    expect(log).toEqual(["sign", "save"]);
    expect(await sender.send(OPENING)).toEqual(accept(hash(9)));
  });
});
