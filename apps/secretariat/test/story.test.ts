import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { closeCard, readProposal, type ContactCard } from "@parley/directory";
import { randomBytes } from "@parley/crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunningDesk } from "../src/desk/index.ts";
import { makeOfficer } from "../src/officers/officer-file.ts";
import { DeskInMemory } from "./desk-in-memory.ts";
import { jsonOf, say, type Said } from "./say.ts";
import {
  CHEAP,
  coSign,
  makeMachine,
  openSecretariat,
  PASSPHRASE,
  pendingFor,
  ticketFor,
  wordsOf,
  type Machine,
  type Secretariat,
} from "./secretariat.ts";
import { tempFolder } from "./temp-folder.ts";

const folder = tempFolder();
let secretariat: Secretariat;
let desk: DeskInMemory;
let running: RunningDesk;

beforeEach(async () => {
  secretariat = await openSecretariat(folder());
  desk = new DeskInMemory(secretariat);
  running = await desk.open(secretariat.dir);
});

afterEach(async () => {
  await running.close();
});

/** Options for officer `number` at the desk's machine. */
function at(number: number, proposal: string): readonly string[] {
  const { by, dir } = secretariat;
  return [...by(number), "--desk", dir, "--out", secretariat.at(proposal)];
}

function done(said: Said): Said {
  if (said.code !== 0) throw new Error(`exit code ${said.code}: ${said.err}`);
  return said;
}

/** The second officer signs, with what there is to type. */
async function sign(proposal: string, typed: string, number = 2): Promise<Said> {
  const { by, dir } = secretariat;
  return say(["sign", secretariat.at(proposal), ...by(number), "--desk", dir], {
    typed: [typed],
  });
}

async function publish(proposal?: string): Promise<Said> {
  const files = proposal === undefined ? [] : [secretariat.at(proposal)];
  return say(["publish", ...files, "--root", secretariat.at("root"), "--desk", secretariat.dir]);
}

/** The service in the directory, and one Point of Contact of Alfa. */
async function settled(): Promise<Machine> {
  done(await say(["admit", "--service", ...at(1, "service")]));
  done(await sign("service", "secretariat-1"));
  done(await publish("service"));
  const alfa = makeMachine("@alfa0:parley.test");
  const ticket = ticketFor(secretariat, alfa);
  desk.waiting.push(pendingFor(alfa, ticket));
  const words = wordsOf(alfa, secretariat.root, ticket.id);
  done(await say(["admit", "--ticket", ticket.id, ...at(1, "alfa")], { typed: [words] }));
  done(await sign("alfa", "xa-technical-1"));
  done(await publish("alfa"));
  return alfa;
}

describe("the officers' day", () => {
  it("[DIR-1] [ENROL-1] takes the service and a first Point of Contact in, signed by two officers by passing a file", async () => {
    const alfa = await settled();
    expect(desk.current.head.n).toBe(2);
    expect(desk.current.recordByUser(alfa.user)?.devices[0]?.act).toBe(alfa.device.act);
    expect(desk.current.entries().map(({ officers }) => officers.length)).toEqual([2, 2]);
  });

  it("[ENROL-1] never says the device's own words, and proposes nothing while the heard ones differ", async () => {
    const alfa = makeMachine("@alfa0:parley.test");
    const ticket = ticketFor(secretariat, alfa);
    const heard = wordsOf(alfa, secretariat.root, ticket.id);
    const saidTo = async (thief: Machine): Promise<ReadonlySet<string>> => {
      desk.waiting.splice(0, 1, pendingFor(thief, ticket));
      const said = await say(["admit", "--ticket", ticket.id, ...at(1, "alfa"), "--json"], {
        typed: [heard, heard, heard],
      });
      expect([said.code, jsonOf(said)["reason"]]).toEqual([1, "differ"]);
      return new Set((said.out + said.err).toLowerCase().split(/[^a-z]+/));
    };
    const [one, other] = [makeMachine(alfa.user), makeMachine(alfa.user)];
    const [toOne, toOther] = [await saidTo(one), await saidTo(other)];
    // Words that the tool says to anybody may be among the 2,048 too.
    const own = wordsOf(one, secretariat.root, ticket.id).split(" ");
    expect(own.filter((word) => toOne.has(word) && !toOther.has(word))).toEqual([]);
    expect(() => readFileSync(secretariat.at("alfa"))).toThrow("ENOENT");
  });

  it("[ENROL-1] asks again where a word was heard wrong", async () => {
    await settled();
    const bravo = makeMachine("@bravo0:parley.test");
    const ticket = ticketFor(secretariat, bravo, {
      state: "XB" as never,
      rec: "xb-technical-1" as never,
    });
    desk.waiting.push(pendingFor(bravo, ticket));
    const right = wordsOf(bravo, secretariat.root, ticket.id);
    const said = await say(["admit", "--ticket", ticket.id, ...at(1, "bravo")], {
      typed: [right.replace(/^\w+/, "parleyy"), right.toUpperCase()],
    });
    expect(done(said).err).toContain("It is about word 1.");
  });

  it("[DIR-1] carries a second Point of Contact to the State, and publishes it once that has signed", async () => {
    const alfa = await settled();
    const second = makeMachine("@alfa1:parley.test");
    const ticket = ticketFor(secretariat, second, {
      rec: "xa-policy-1" as never,
      level: ["policy"],
      office: "Policy PoC",
    });
    desk.waiting.push(pendingFor(second, ticket));
    const words = wordsOf(second, secretariat.root, ticket.id);
    done(await say(["admit", "--ticket", ticket.id, ...at(1, "second")], { typed: [words] }));
    const early = await publish("second");
    expect(early.code).toBe(1);
    expect(early.err).toContain("1 more officer");
    done(await sign("second", "xa-policy-1"));
    const waits = done(await publish("second"));
    expect(waits.out).toContain("Alfa (XA) itself (1 of xa-technical-1)");
    expect(desk.current.head.n).toBe(2);
    const [carried] = desk.carried;
    const proposal = readProposal(carried?.text ?? "", desk.current);
    if (carried === undefined || !proposal.ok) throw new Error("nothing is carried");
    desk.coSigned(carried.hash, coSign(proposal.value.entry, alfa));
    done(await publish());
    expect(desk.current.head.n).toBe(3);
    expect(desk.current.entryAt(3)?.cosigners[0]?.rec).toBe("xa-technical-1");
    expect(desk.current.powers("xa-policy-1" as never)).not.toContain("directory");
  });

  it("lets a second officer compare the words as heard in a call of their own", async () => {
    await settled();
    const bravo = makeMachine("@bravo0:parley.test");
    const ticket = ticketFor(secretariat, bravo, {
      state: "XB" as never,
      rec: "xb-technical-1" as never,
    });
    desk.waiting.push(pendingFor(bravo, ticket));
    const words = wordsOf(bravo, secretariat.root, ticket.id);
    done(await say(["admit", "--ticket", ticket.id, ...at(1, "bravo")], { typed: [words] }));
    const { by, dir } = secretariat;
    const args = ["sign", secretariat.at("bravo"), ...by(2), "--desk", dir, "--heard", "--json"];
    const other = makeMachine("@bravo0:parley.test");
    const false1 = await say(args, {
      typed: [wordsOf(other, secretariat.root, ticket.id), "xb-technical-1"],
    });
    expect([false1.code, jsonOf(false1)["reason"]]).toEqual([1, "differ"]);
    done(await say(args, { typed: [words, "xb-technical-1"] }));
    expect(readProposal(readFileSync(secretariat.at("bravo"), "utf8"), desk.current)).toMatchObject(
      {
        value: { missing: { officers: 0 } },
      },
    );
  });

  it("says in plain words what a proposal does, who signed and who is missing, and wants the record typed", async () => {
    await settled();
    done(
      await say(["disable", "--rec", "xa-technical-1", ...at(1, "gone"), "--why", "laptop lost"]),
    );
    const careless = await sign("gone", "yes");
    expect([careless.code, careless.err]).toEqual([
      1,
      expect.stringContaining("Nothing was signed."),
    ]);
    for (const part of [
      "takes a device of xa-technical-1 (Alfa (XA)) out, for good",
      "Noted in the log: laptop lost",
      "Signed by officer",
      "Still to sign: 1 more officer.",
    ])
      expect(careless.err).toContain(part);
    expect((await sign("gone", "xa-technical-1", 1)).err).toContain("has signed it already");
    done(await sign("gone", "xa-technical-1"));
    done(await publish("gone"));
    expect(desk.current.recordOf("xa-technical-1" as never)?.devices).toEqual([]);
  });

  it("says what has changed since a proposal that is stale", async () => {
    await settled();
    done(await say(["disable", "--rec", "xa-technical-1", ...at(1, "gone")]));
    done(await say(["rotate", "headkey", ...at(3, "head")]));
    done(await sign("head", "headkey"));
    done(await publish("head"));
    const stale = await sign("gone", "xa-technical-1");
    expect(stale.code).toBe(1);
    expect(stale.err).toContain("3: sets the key that dates the heads");
    const published = await publish("gone");
    expect([published.code, published.err]).toEqual([1, expect.stringContaining("Meanwhile:")]);
  });

  it("[DIR-1] resets a State only after its code was typed, and says that everybody sees it and how long it waits", async () => {
    await settled();
    const no = await say(["reset", "--state", "XA", ...at(1, "reset")], { typed: ["XB"] });
    expect(no.code).toBe(1);
    const yes = done(await say(["reset", "--state", "XA", ...at(1, "reset")], { typed: ["XA"] }));
    expect(yes.err).toContain("shown to everybody");
    expect(yes.err).toContain("24 hours");
    done(await sign("reset", "XA"));
    done(await publish("reset"));
    const shown = done(
      await say(["show", "--root", secretariat.at("root"), "--desk", secretariat.dir]),
    );
    expect(shown.out).toContain("RESET of Alfa (XA) in entry 3: waits until");
    const again = await say(["reset", "--state", "XA", ...at(1, "reset2"), "--json"], {
      typed: ["XA"],
    });
    expect(jsonOf(again)["reason"]).toBe("reset-open");
  });

  it("[DIR-1] begins a State anew once its reset has waited, says what ends with that, and only where an officer asks for it", async () => {
    await settled();
    done(await say(["reset", "--state", "XA", ...at(1, "reset")], { typed: ["XA"] }));
    done(await sign("reset", "XA"));
    done(await publish("reset"));
    const successor = makeMachine("@alfa1:parley.test");
    const ticket = ticketFor(secretariat, successor, { rec: "xa-technical-2" as never });
    desk.waiting.push(pendingFor(successor, ticket));
    const typed = [wordsOf(successor, secretariat.root, ticket.id)];
    const anew = ["admit", "--ticket", ticket.id, "--after-reset", ...at(1, "anew")];
    const early = await say([...anew, "--json"], { typed });
    expect([early.code, jsonOf(early)["reason"]]).toEqual([1, "reset-waits"]);
    const now = (): number => Date.now() + 25 * 3_600_000;
    const plain = ["admit", "--ticket", ticket.id, ...at(1, "plain")];
    const needs = done(await say(plain, { typed, now }));
    expect(needs.out + needs.err).toContain("xa-technical-1");
    const proposed = done(await say(anew, { typed, now }));
    expect(proposed.out).toContain("BEGINS Alfa (XA) ANEW: it rests on the reset of entry 3");
    expect(proposed.out).toContain("With listed devices now: xa-technical-1");
    const { by, dir } = secretariat;
    const signing = ["sign", secretariat.at("anew"), ...by(2), "--desk", dir];
    const signed = done(await say(signing, { typed: ["xa-technical-2"], now }));
    expect(signed.err).toContain("BEGINS Alfa (XA) ANEW");
    const out = done(await publish("anew"));
    expect(out.out).toContain("begins the State anew after the reset of entry 3");
    const { current } = desk;
    expect(current.entryAt(4)?.restsOn).toBe(3);
    expect(current.recordOf("xa-technical-1" as never)?.devices).toEqual([]);
    expect(current.recordOf("xa-technical-2" as never)?.powers).toContain("directory");
  });

  it("[DIR-4] rotates the root: an officer comes and one goes, and the old key signs nothing any more", async () => {
    await settled();
    const fourth = secretariat.at("4.parley-officer");
    const made = makeOfficer("4", PASSPHRASE, CHEAP);
    writeFileSync(fourth, made.file, { mode: 0o600 });
    const leaving = secretariat.officers[0]?.publicKey ?? "";
    done(
      await say([
        "rotate",
        "root",
        "--add",
        made.officer.publicKey,
        "--remove",
        leaving,
        ...at(2, "root2"),
      ]),
    );
    done(await sign("root2", "root", 3));
    done(await publish("root2"));
    expect(desk.current.rootNow().version).toBe(2);
    const gone = await say(["disable", "--rec", "xa-technical-1", ...at(1, "by-1"), "--json"]);
    expect([gone.code, jsonOf(gone)["reason"]]).toEqual([1, "officer"]);
    done(await say(["disable", "--rec", "xa-technical-1", ...at(2, "by-2")]));
    done(await sign("by-2", "xa-technical-1", 4));
    done(await publish("by-2"));
  });

  it("[DIR-7] lists a card by its hash, confirms it, and erases it everywhere", async () => {
    const alfa = await settled();
    const content: ContactCard = {
      office: "Technical PoC",
      telephones: [{ label: "Desk", number: "+43 1 234" }],
      languages: ["en"],
      hours: { zone: "Europe/Vienna", days: ["mon"], from: "09:00", to: "17:00" },
      holidays: [],
      asOf: "2026-11-25",
    };
    const { salt, text, hash } = closeCard(content, randomBytes(32));
    const rec = "xa-technical-1" as never;
    desk.held = [{ rec, salt, text, standing: "proposed" }];
    const round = async (name: string, wish: string): Promise<void> => {
      done(await say(["card", "--rec", rec, wish, ...at(1, name)]));
      done(await sign(name, rec));
      done(await publish(name));
      const [carried] = desk.carried;
      const proposal = readProposal(carried?.text ?? "", desk.current);
      if (carried === undefined || !proposal.ok) throw new Error("nothing is carried");
      desk.coSigned(carried.hash, coSign(proposal.value.entry, alfa));
      done(await publish());
    };
    await round("card1", "--proposed");
    expect(desk.current.recordOf(rec)?.card).toBe(hash);
    const same = await say(["card", "--rec", rec, "--confirm", ...at(1, "card2"), "--json"]);
    expect(jsonOf(same)["reason"]).toBe("no-change");
    await round("card3", "--erase");
    expect(desk.current.recordOf(rec)?.card).toBe("");
    expect(desk.erased).toEqual([rec]);
  });

  it("[TRUST-3] lists a further device of a record, a successor's under a new pseudonym, and never moves it to another account", async () => {
    const alfa = await settled();
    const rec = "xa-technical-1" as never;
    const before = desk.current.recordOf(rec)?.holder;
    const next = makeMachine(alfa.user);
    const ticket = ticketFor(secretariat, next);
    desk.waiting.push(pendingFor(next, ticket));
    const words = wordsOf(next, secretariat.root, ticket.id);
    const twice = await say(["admit", "--ticket", ticket.id, ...at(1, "x"), "--json"], {
      typed: [words],
    });
    expect([twice.code, jsonOf(twice)["reason"]]).toEqual([1, "listed"]);
    const args = ["list", "--ticket", ticket.id, "--successor", ...at(1, "next")];
    done(await say(args, { typed: [words] }));
    done(await sign("next", rec));
    done(await publish("next"));
    const [carried] = desk.carried;
    const proposal = readProposal(carried?.text ?? "", desk.current);
    if (carried === undefined || !proposal.ok) throw new Error("nothing is carried");
    desk.coSigned(carried.hash, coSign(proposal.value.entry, alfa));
    done(await publish());
    const record = desk.current.recordOf(rec);
    expect(record?.devices.map(({ act }) => act)).toEqual([alfa.device.act, next.device.act]);
    expect(record?.holder).not.toBe(before);
    const thief = makeMachine("@thief0:parley.test");
    const stolen = ticketFor(secretariat, thief);
    desk.waiting.splice(0, 9, pendingFor(thief, stolen));
    const moved = await say(["list", "--ticket", stolen.id, ...at(1, "moved"), "--json"], {
      typed: [wordsOf(thief, secretariat.root, stolen.id)],
    });
    expect([moved.code, jsonOf(moved)["reason"]]).toEqual([1, "other-account"]);
  });

  it("refuses an enrolment whose proof does not hold, whose ticket is another's or of another directory, or which came late", async () => {
    await settled();
    const bravo = makeMachine("@bravo0:parley.test");
    const change = { state: "XB" as never, rec: "xb-technical-1" as never };
    const ticket = ticketFor(secretariat, bravo, change);
    const good = pendingFor(bravo, ticket);
    const other = pendingFor(makeMachine("@other0:parley.test"), ticket);
    for (const [pending, reason] of [
      [{ ...good, request: good.request.replace("bravo0", "bravo1") }, "proof"],
      [{ ...good, request: "{}" }, "form"],
      [other, "other-ticket"],
      [{ ...good, ticket: { ...ticket, dir: ticket.log.h } }, "other-directory"],
      [{ ...good, receivedAt: ticket.expires + 1 }, "too-late"],
      [{ ...good, ticket: { ...ticket, office: "Alfa liaison" } }, "title"],
    ] as const) {
      desk.waiting.splice(0, 9, pending);
      const said = await say(["admit", "--ticket", ticket.id, ...at(1, "bravo"), "--json"], {
        typed: [wordsOf(bravo, secretariat.root, ticket.id)],
      });
      expect([said.code, jsonOf(said)["reason"]]).toEqual([1, reason]);
    }
  });

  it("[DIR-1] admits nobody of a State first without the power to sign for it", async () => {
    await settled();
    const bravo = makeMachine("@bravo0:parley.test");
    const ticket = ticketFor(secretariat, bravo, {
      state: "XB" as never,
      rec: "xb-technical-1" as never,
    });
    desk.waiting.splice(0, 9, pendingFor(bravo, ticket));
    const args = ["admit", "--ticket", ticket.id, ...at(1, "bravo"), "--json", "--powers"];
    const typed = [wordsOf(bravo, secretariat.root, ticket.id)];
    const none = await say([...args, "open,answer"], { typed });
    expect([none.code, jsonOf(none)["reason"]]).toEqual([1, "powers"]);
    expect((await say([...args, "open,everything"], { typed })).code).toBe(2);
    done(await say([...args, "open,directory", "--wait", "72", "--release", "1"], { typed }));
  });

  it("shows wishes and settles them, shows what is carried and takes it back", async () => {
    const alfa = await settled();
    const wish = { id: "A".repeat(22), about: "deputy", text: "Please", on: "2026-11-20" } as const;
    const rec = "xa-technical-1" as never;
    desk.wished.push({ wish: { ...wish, rec }, user: alfa.user, receivedAt: Date.now() });
    const asked = done(await say(["wishes", "--desk", secretariat.dir]));
    expect(asked.out).toContain("xa-technical-1: deputy");
    expect(asked.out).toContain("CBM 8 asks for notice by 2026-12-20");
    done(await say(["wishes", "--desk", secretariat.dir, "--done", wish.id]));
    expect(done(await say(["wishes", "--desk", secretariat.dir])).out).toBe("Nothing is asked.\n");
    done(
      await say(["card", "--rec", rec, "--confirm", ...at(1, "c")], {
        now: () => Date.now() + 86_400_000,
      }),
    );
    done(await sign("c", rec));
    done(await publish("c"));
    const args = ["carried", "--root", secretariat.at("root"), "--desk", secretariat.dir];
    const shown = done(await say(args));
    expect(shown.out).toContain("Still to sign: Alfa (XA) itself (1 of xa-technical-1).");
    done(await say([...args, "--withdraw", desk.carried[0]?.hash ?? ""]));
    expect(done(await say(args)).out).toBe("No proposals are carried.\n");
  });

  it("shows the clocks of CBM 8: a confirmation that is near, and one whose day has passed", async () => {
    await settled();
    const show = ["show", "--root", secretariat.at("root"), "--desk", secretariat.dir];
    const day = 86_400_000;
    const soon = done(await say(show, { now: () => Date.now() + 340 * day }));
    expect(soon.out).toContain("within 30 days");
    const past = done(await say(show, { now: () => Date.now() + 370 * day }));
    expect(past.out).toContain("was asked for by");
    expect(past.out).not.toMatch(/overdue|failed|late/i);
  });

  it("[DIR-5] hands a whole log to a service that has less of it, and takes that in under a record of its own", async () => {
    await settled();
    const { root } = secretariat;
    const [whole, dir] = [secretariat.at("whole"), secretariat.at("second")];
    writeFileSync(whole, desk.current.text);
    mkdirSync(dir);
    const second = new DeskInMemory(secretariat, "@service1:parley.test");
    const listens = await second.open(dir);
    try {
      const hand = (file: string, ...more: readonly string[]): Promise<Said> =>
        say(["publish", ...more, "--whole", file, "--root", secretariat.at("root"), "--desk", dir]);
      expect((await hand(whole, whole)).code).toBe(2);
      const edited = secretariat.at("edited");
      writeFileSync(edited, desk.current.text.replace("secretariat-1", "secretariat-3"));
      expect((await hand(edited)).code).toBe(3);
      expect(second.current.head.n).toBe(0);
      done(await hand(whole));
      expect(second.current.head).toEqual(desk.current.head);
      const [one, two] = [secretariat.by(1), secretariat.by(2)];
      const out = secretariat.at("second-service");
      done(await say(["admit", "--service", ...one, "--desk", dir, "--out", out]));
      done(await say(["sign", out, ...two, "--desk", dir], { typed: ["secretariat-2"] }));
      done(await say(["publish", out, "--root", secretariat.at("root"), "--desk", dir]));
      const services = second.current.records().filter(({ kind }) => kind === "service");
      expect(services.map(({ id }) => id)).toEqual(["secretariat-1", "secretariat-2"]);
      expect(second.current.root.dir).toBe(root.dir);
    } finally {
      await listens.close();
    }
  });

  it("works on machines that the service is not on: enrolment, log and proposal go by files", async () => {
    await settled();
    const { by, root } = secretariat;
    const bravo = makeMachine("@bravo0:parley.test");
    const ticket = ticketFor(secretariat, bravo, {
      state: "XB" as never,
      rec: "xb-technical-1" as never,
    });
    desk.waiting.push(pendingFor(bravo, ticket));
    const from = ["--root", secretariat.at("root"), "--desk", secretariat.dir];
    const short = ticket.id.slice(0, 8);
    done(
      await say([
        "pending",
        "--desk",
        secretariat.dir,
        "--ticket",
        short,
        "--out",
        secretariat.at("asked"),
      ]),
    );
    done(await say(["show", ...from, "--out", secretariat.at("log")]));
    writeFileSync(secretariat.at("heard"), wordsOf(bravo, root, ticket.id));
    const here = ["--log", secretariat.at("log")];
    done(
      await say([
        "admit",
        "--enrolment",
        secretariat.at("asked"),
        "--heard-file",
        secretariat.at("heard"),
        ...by(1),
        ...here,
        "--out",
        secretariat.at("bravo"),
      ]),
    );
    done(
      await say(["sign", secretariat.at("bravo"), ...by(3), ...here], {
        typed: ["xb-technical-1"],
      }),
    );
    done(
      await say([
        "publish",
        secretariat.at("bravo"),
        "--root",
        secretariat.at("root"),
        ...here,
        "--out",
        secretariat.at("log"),
      ]),
    );
    expect(secretariat.log().head.n).toBe(3);
    const given = done(await say(["publish", secretariat.at("bravo"), ...from]));
    expect(given.out).toContain("published");
    expect(desk.current.text).toBe(secretariat.log().text);
  });
});
