import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../harness/office.ts";
import { accepted, ServiceStage } from "./stage.ts";

let stage: ServiceStage;

beforeAll(async () => {
  stage = await ServiceStage.set();
  await stage.serve();
});

afterAll(async () => {
  await stage.end();
});

describe("the Secretariat's service", () => {
  it("[ENROL-1] [ENROL-2] [DIR-3] takes two Points of Contact from their tickets to verified, and both hear of each other", async () => {
    const alfa = await stage.admitted(stage.desk, "XA");
    const bravo = await stage.admitted(stage.desk, "XB");
    for (const { poc } of [alfa, bravo])
      await until("the other office", () =>
        poc.client.snapshot().offices.some(({ rec }) => [alfa.rec, bravo.rec].includes(rec)),
      );
    const { directory } = alfa.poc.client.snapshot();
    expect(directory.n).toBe(stage.log.head.n);
    await until(
      "a dated head",
      () => alfa.poc.client.snapshot().directory.signedHead.state === "fresh",
    );
    expect(accepted(await stage.desk.pending())).toEqual([]);
    expect(accepted(await stage.desk.health())).toMatchObject({ ok: true, lines: 2, alarms: [] });
  });
});
