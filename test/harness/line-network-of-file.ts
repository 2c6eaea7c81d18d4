import type { Homeserver } from "@parley/homeserver";
import { afterAll, afterEach, beforeAll } from "vitest";
import { homeserverOfFile } from "./homeserver-of-file.ts";
import { LineNetwork, TicketHolder, type Ticket } from "./line-network.ts";

export interface LineNetworkOfFile {
  readonly server: () => Homeserver;
  readonly network: () => LineNetwork;
  /** Closed after its test, or, where a story runs over the whole file, after the last. */
  readonly holderOf: (ticket: Ticket) => TicketHolder;
  /** Letters of an exercise State that no test has used yet. */
  readonly nextState: () => string;
}

/** A homeserver with the Secretariat's service for all tests of a file, and whoever holds a ticket there. */
export function lineNetworkOfFile(
  closing: "after each test" | "after all" = "after each test",
): LineNetworkOfFile {
  const server = homeserverOfFile();
  const holders: TicketHolder[] = [];
  let network: LineNetwork | null = null;
  let states = 0;
  const closeHolders = async (): Promise<void> => {
    for (const one of holders.splice(0)) await one.close();
  };
  beforeAll(async () => {
    network = await LineNetwork.start(server());
  });
  if (closing === "after each test") afterEach(closeHolders);
  afterAll(async () => {
    await closeHolders();
    await network?.closeDesk();
  });
  const started = (): LineNetwork => {
    if (network === null) throw new Error("the network is not started yet");
    return network;
  };
  return {
    server,
    network: started,
    holderOf: (ticket) => {
      const holder = new TicketHolder(started(), ticket);
      holders.push(holder);
      return holder;
    },
    nextState: () => `X${String.fromCodePoint(65 + states++)}`,
  };
}
