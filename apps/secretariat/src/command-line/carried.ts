import { openProposal } from "../officers/proposals.ts";
import { done, type Command } from "./command.ts";
import { deskNeeded, deskRefused, logGiven } from "./inputs.ts";
import { proposalText } from "./sign.ts";

export const carried: Command = {
  name: "carried",
  summary: "Shows the proposals that the service carries to States, and takes one back.",
  usage: "--root FILE --desk DIR [--withdraw HASH]",
  help: `  --root FILE      the trust root
  --desk DIR       the folder of the service that runs on this machine
  --withdraw HASH  takes that proposal back: nobody is asked to sign it any more`,
  options: { root: "text", desk: "text", withdraw: "text" },
  run: async (given) => {
    const desk = deskNeeded(given);
    if (!desk.ok) return desk;
    const hash = given.text("withdraw");
    if (hash !== null) {
      const taken = await desk.value.withdraw(hash);
      return taken.ok ? done("Taken back.", { hash }) : deskRefused(taken.refusal);
    }
    const log = await logGiven(given);
    if (!log.ok) return log;
    const proposals = await desk.value.proposals();
    if (!proposals.ok) return deskRefused(proposals.refusal);
    const lines = proposals.value.map(({ text, declined }) => {
      const proposal = openProposal(text, log.value);
      const words = proposal.ok ? proposalText(proposal.value, log.value) : proposal.refusal.text;
      return declined.length === 0 ? words : `${words}\nDoes not sign: ${declined.join(", ")}.`;
    });
    return done(lines.length === 0 ? "No proposals are carried." : lines.join("\n\n"), {
      proposals: proposals.value.map(({ hash: id, declined }) => ({ hash: id, declined })),
    });
  },
};
