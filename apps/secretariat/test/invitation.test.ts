import { beforeEach, describe, expect, it } from "vitest";
import { readTicket, type Log } from "@parley/directory";
import { encodeQR } from "qr";
import { decodeQR } from "qr/decode.js";
import { invitationForm, ticketMark } from "../src/officers/form.ts";
import { makeInvitation, type Invitation, type Invited } from "../src/officers/invitation.ts";
import { finishProposal, makeProposal, signProposal } from "../src/officers/proposals.ts";
import { serviceAdmission } from "../src/officers/enrolment.ts";
import {
  makeMachine,
  openSecretariat,
  requestOf,
  ticketFor,
  type Secretariat,
} from "./secretariat.ts";
import { tempFolder } from "./temp-folder.ts";

const folder = tempFolder();
const account = {
  user: "@abcdefghijkl:parley.test" as never,
  password: "one-time-password-0123456789",
};
const invited: Invited = {
  state: "XA" as never,
  level: ["technical"],
  kind: "office",
  title: "Technical PoC",
};
let secretariat: Secretariat;
let log: Log;

beforeEach(async () => {
  secretariat = await openSecretariat(folder());
  const [first, second] = secretariat.officers;
  if (first === undefined || second === undefined) throw new Error("no officers");
  const service = makeMachine("@service0:parley.test");
  const now = Date.now();
  const admitted = serviceAdmission(requestOf(service, "service"), "secretariat-1" as never, now);
  const empty = secretariat.log();
  const made = admitted.ok ? makeProposal(empty, admitted.value, first, { now }) : admitted;
  const signed = made.ok ? signProposal(made.value.text, empty, second) : made;
  const longer = signed.ok ? finishProposal(signed.value.text, empty) : signed;
  if (!longer.ok) throw new Error(longer.refusal.text);
  log = longer.value;
});

function invitation(
  change: Partial<Parameters<typeof makeInvitation>[0]> = {},
): ReturnType<typeof makeInvitation> {
  const [officer] = secretariat.officers;
  if (officer === undefined) throw new Error("no officer");
  return makeInvitation({ invited, account, log, officer, now: Date.now(), ...change });
}

function made(change: Parameters<typeof invitation>[0] = {}): Invitation {
  const result = invitation(change);
  if (!result.ok) throw new Error(result.refusal.text);
  return result.value;
}

describe("an invitation", () => {
  it("[ENROL-2] is a ticket that the client of this network takes, for at most seven days", () => {
    const { ticket, open } = made();
    const reader = { root: secretariat.root, server: "parley.test", now: Date.now() };
    expect(readTicket(ticket, reader)).toMatchObject({
      ok: true,
      value: { ticket: { ...account, state: "XA", rec: open.rec }, log: { head: { n: 1 } } },
    });
    expect(open.expires - open.issued).toBe(7 * 86_400_000);
    expect(open.rec).toMatch(/^xa-technical-[a-z0-9]{5}$/);
    expect(JSON.stringify(open)).not.toContain(account.password);
  });

  it("[ENROL-2] brings no trust root, on paper or in the file", () => {
    const { ticket, form } = made();
    for (const officer of secretariat.root.officers) expect(form).not.toContain(officer);
    for (const text of [ticket, form]) expect(text).not.toContain('officers\\":[');
    expect(form).not.toContain(secretariat.root.dir);
  });

  it("has a page that says who calls whom until when, and holds no password", () => {
    const { form, open } = made({ call: "Thursday at 10:00 in Vienna" });
    expect(form).not.toContain(account.password);
    expect(form).not.toContain(account.user);
    for (const part of [
      "Alfa, Technical PoC",
      "Thursday at 10:00 in Vienna",
      `${new Date(open.expires).toISOString().slice(11, 16)} UTC`,
      "An officer of the Secretariat calls you on the number in your State",
      "The officer never reads words to you",
    ])
      expect(form).toContain(part);
    expect(form).not.toMatch(/overdue|failed to|guilty/i);
  });

  it("has a page that loads nothing, and takes no markup out of what is put into it", () => {
    const call = `<img src=x onerror="alert('x')"> & more`;
    const { form } = made({ call });
    expect(form).toContain("&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt; &amp; more");
    expect(form).not.toContain("<img");
    expect(form).not.toMatch(/(src|href)="(?!#)/);
    expect(form).toContain("default-src 'none'");
  });

  it("has a code that names its ticket file and no other", () => {
    const { form, ticket, open } = made();
    const mark = ticketMark(open.id, ticket);
    const svg = encodeQR(mark, "svg", { ecc: "medium", border: 2 });
    expect(form).toContain(svg);
    expect(decodeQR(pictureOf(mark))).toBe(mark);
    expect(ticketMark(open.id, ticket.replace("XA", "XB"))).not.toBe(mark);
  });

  it("[LOOK-1] does not go out under a title that can be taken for another State's", () => {
    const known = [{ state: "XB" as never, title: "National Centre for Cyber Defence" }];
    for (const title of [
      "Bravo, Technical PoC",
      "Тechnical PoC",
      "National Centre for Cyber Defence",
      "NationaI Centre for Cyber Defence",
      " Technical PoC",
      "",
      "x".repeat(81),
    ]) {
      expect(invitation({ invited: { ...invited, title }, known })).toMatchObject({
        ok: false,
        refusal: { reason: "title" },
      });
    }
    const own = { ...invited, state: "XB" as never, title: "National Centre for Cyber Defence" };
    expect(invitation({ invited: own, known }).ok).toBe(true);
  });

  it("does not go out for a State of another kind, without a level, too long, before the service, or from no officer", () => {
    const refusal = (change: Parameters<typeof invitation>[0]): string => {
      const result = invitation(change);
      return result.ok ? "" : result.refusal.reason;
    };
    expect(refusal({ invited: { ...invited, state: "AT" as never } })).toBe("state");
    expect(refusal({ invited: { ...invited, level: [] } })).toBe("level");
    expect(refusal({ days: 8 })).toBe("days");
    expect(refusal({ days: 0.5 })).toBe("days");
    expect(refusal({ log: secretariat.log() })).toBe("no-service");
    const [, second] = secretariat.officers;
    const stranger = makeMachine("@x:parley.test").act;
    if (second === undefined) throw new Error("no officer");
    const officer = {
      ...second,
      keys: stranger,
      publicKey: ticketFor(secretariat, makeMachine("@x:parley.test")).log.h,
    };
    expect(refusal({ officer })).toBe("officer");
  });

  it("is made for the page as it is printed", () => {
    const { open, ticket } = made();
    const form = invitationForm({ ticket: open, state: "Alfa", ticketText: ticket });
    expect(form).toContain("at a time to be agreed");
    expect(form).toContain("@page { size: A4");
  });
});

/** The code as a picture, eight dots to a module, as a scanner would see it. */
function pictureOf(mark: string): { width: number; height: number; data: Uint8Array } {
  const modules = encodeQR(mark, "raw", { ecc: "medium", border: 2 });
  const size = modules.length * 8;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      if (modules[y >> 3]?.[x >> 3] === true)
        data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  return { width: size, height: size, data };
}
