import { changeNotice } from "@parley/directory";
import type { DeskReport, DeskWish } from "../desk/index.ts";
import { minuteOf } from "../officers/minute.ts";
import { done, type Command } from "./command.ts";
import { deskNeeded, deskRefused } from "./inputs.ts";

export const wishes: Command = {
  name: "wishes",
  summary: "Shows what Points of Contact ask of the Secretariat, and reports of lost devices.",
  usage: "--desk DIR [--done ID]",
  help: `A wish changes nothing by itself: an officer proposes what it asks for. A report of a lost or stolen device has effect
wherever it is heard; \`disable\` makes it last.

  --desk DIR   the folder of the service that runs on this machine
  --done ID    the wish was dealt with and is not shown any more`,
  options: { desk: "text", done: "text" },
  run: async (given, { now }) => {
    const desk = deskNeeded(given);
    if (!desk.ok) return desk;
    const id = given.text("done");
    if (id !== null) {
      const settled = await desk.value.wishDone(id);
      return settled.ok ? done("Settled.", { id }) : deskRefused(settled.refusal);
    }
    const [asked, reports] = [await desk.value.wishes(), await desk.value.reports()];
    if (!asked.ok) return deskRefused(asked.refusal);
    if (!reports.ok) return deskRefused(reports.refusal);
    const lines = [
      ...asked.value.flatMap((one) => wishLines(one, now())),
      ...reports.value.map(reportLine),
    ];
    return done(lines.length === 0 ? "Nothing is asked." : lines.join("\n"), {
      wishes: asked.value,
      reports: reports.value,
    });
  },
};

function wishLines({ wish, receivedAt }: DeskWish, now: number): readonly string[] {
  const notice = wish.on === undefined ? null : changeNotice(wish.on, now);
  return [
    `${wish.id}  ${wish.rec}: ${wish.about}, ${minuteOf(receivedAt)}`,
    ...(wish.text === "" ? [] : [`   "${wish.text.replaceAll("\n", " ")}"`]),
    ...(notice === null
      ? []
      : [`   change of ${wish.on ?? ""}; CBM 8 asks for notice by ${notice.due}`]),
  ];
}

function reportLine({ text, receivedAt }: DeskReport): string {
  return `Report of a device, ${minuteOf(receivedAt)}: ${text}`;
}
