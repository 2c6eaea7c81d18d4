import type { Claim } from "../attack.ts";
import type { Seat, Stage } from "../stage.ts";

/** That what Alfa says next arrives at Bravo and is graded, whatever came before; opens a consultation where none is. */
export function honestNext(stage: Stage, alfa: Seat, bravo: Seat): Claim {
  return {
    says: "what Alfa sends next arrives at Bravo, and Alfa reads that it was delivered",
    holds: async () => {
      const { client } = alfa.office;
      if (client.snapshot().consultations.length === 0) {
        await client.signAndSend(stage.notification(bravo.office));
        await stage.until("the notification", () => bravo.office.entries("act").length === 1);
      } else {
        await client.sendNote(alfa.office.channel, "the honest next");
        await stage.until("it", () => bravo.office.notes().includes("the honest next"));
      }
      await stage.until("its grade", () => {
        const last = client
          .snapshot()
          .consultations[0]?.entries.findLast((one) => one.kind !== "room" && one.own);
        return last?.kind !== "room" && last?.delivery?.state === "delivered";
      });
    },
  };
}
