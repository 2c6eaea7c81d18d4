import { parseRoot } from "@parley/directory";
import type * as Signing from "../../../packages/directory/src/signing.ts";
import type * as Ticket from "../../../packages/directory/src/ticket.ts";
import { instead, type Defence } from "../defence.ts";

const ticket = (by: (original: typeof Ticket) => Partial<typeof Ticket>): Defence["without"] => [
  instead<typeof Ticket>("packages/directory/src/ticket.ts", by),
];

export const OFFICERS_SIGNATURE: Defence = {
  is: "a ticket is taken as an officer signed it, in every byte",
  without: [
    instead<typeof Signing>("packages/directory/src/signing.ts", () => ({
      isSignedBy: () => true,
    })),
  ],
};

export const BUILDS_ROOT: Defence = {
  is: "the root is the build's: a ticket names it and brings none",
  without: ticket(({ readTicket }) => ({
    readTicket: (text, reader) => {
      const { root: brought, ...rest } = JSON.parse(text) as { readonly root?: string };
      const root = brought === undefined ? null : parseRoot(brought);
      return root?.ok === true
        ? readTicket(JSON.stringify(rest), { ...reader, root: root.value })
        : readTicket(text, reader);
    },
  })),
};

export const OWN_SERVER: Defence = {
  is: "a ticket is for an account on the build's server",
  without: ticket(({ readTicket }) => ({
    readTicket: (text, reader) => {
      const { ticket: signed } = JSON.parse(text) as { readonly ticket: string };
      const { user } = JSON.parse(signed) as { readonly user: string };
      return readTicket(text, { ...reader, server: user.slice(user.indexOf(":") + 1) });
    },
  })),
};

export const IN_TIME: Defence = {
  is: "a ticket is good until it expires",
  without: ticket(({ readTicket }) => ({
    readTicket: (text, reader) => readTicket(text, { ...reader, now: 0 }),
  })),
};
