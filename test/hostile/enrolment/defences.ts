import { accept, refuse } from "@parley/base";
import { parseRoot } from "@parley/directory";
import type * as Passphrase from "../../../crypto/src/passphrase.ts";
import type * as AccountPassword from "../../../packages/client/src/account-password.ts";
import type * as Cards from "../../../packages/client/src/cards.ts";
import type * as LineRows from "../../../packages/client/src/line-rows.ts";
import type * as Words from "../../../packages/directory/src/enrolment-words.ts";
import type * as LookAlike from "../../../packages/directory/src/look-alike.ts";
import type * as Signing from "../../../packages/directory/src/signing.ts";
import type * as SignedHead from "../../../packages/directory/src/signed-head.ts";
import type * as Ticket from "../../../packages/directory/src/ticket.ts";
import type * as PlainRequest from "../../../packages/session/src/plain-request.ts";
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

export const PASSWORD_REPLACED: Defence = {
  is: "the first sign-in replaces the ticket's password by a random one",
  without: [
    instead<typeof AccountPassword>("packages/client/src/account-password.ts", () => ({
      settlePassword: () => Promise.resolve(accept(undefined)),
    })),
  ],
};

export const OTHERS_OUT: Defence = {
  is: "a new password ends all other sign-ins",
  without: [
    instead<typeof PlainRequest>("packages/session/src/plain-request.ts", ({ askPlainly }) => ({
      askPlainly: (url, body, token) => askPlainly(url, { ...body, logout_devices: false }, token),
    })),
  ],
};

export const TWELVE: Defence = {
  is: "all twelve words are compared",
  without: [
    instead<typeof Words>("packages/directory/src/enrolment-words.ts", ({ enrolmentWords }) => ({
      compareWords: (heard, facts) => {
        const own = enrolmentWords(facts).slice(0, 4);
        return heard.startsWith(own.join(" "))
          ? accept(undefined)
          : refuse({ reason: "differ", words: [1, 2, 3, 4] });
      },
    })),
  ],
};

export const TITLES_APART: Defence = {
  is: "no office is called what can be read as another State's",
  without: [
    instead<typeof LookAlike>("packages/directory/src/look-alike.ts", () => ({
      confusable: () => null,
      namedIn: () => null,
    })),
  ],
};

export const UNDER_PASSPHRASE: Defence = {
  is: "an officer's key is sealed under the passphrase",
  without: [
    instead<typeof Passphrase>("crypto/src/passphrase.ts", () => ({
      passphraseKey: () => new Uint8Array(32),
    })),
  ],
};

export const WORDS_HEARD: Defence = {
  is: "nobody is admitted whose words were not heard from the person on the nomination's number",
  without: [
    instead<typeof Words>("packages/directory/src/enrolment-words.ts", () => ({
      compareWords: () => accept(undefined),
    })),
  ],
};

export const LINES_ONLY: Defence = {
  is: "the service stays in rooms of itself and one account alone",
  without: [
    instead<typeof LineRows>("packages/client/src/line-rows.ts", () => ({
      hasOthers: () => false,
    })),
  ],
};

export const ERASED: Defence = {
  is: "what the service says was erased is erased by everybody",
  without: [
    instead<typeof Cards>("packages/client/src/cards.ts", () => ({ erasedChange: () => ({}) })),
  ],
};

export const AGED: Defence = {
  is: "a directory that nobody has dated for three days is not relied on without a person's word",
  without: [
    instead<typeof SignedHead>("packages/directory/src/signed-head.ts", () => ({
      ageOfHead: () => "fresh",
    })),
  ],
};
