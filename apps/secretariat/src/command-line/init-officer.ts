import { accept, type Result } from "@parley/base";
import {
  characterCount,
  LEAST_CHARACTERS,
  passphraseAdvice,
  type PassphraseAdvice,
} from "@parley/crypto";
import { isOfficerName, makeOfficer } from "../officers/officer-file.ts";
import { done, refused, usage, type Command, type Refused, type Surroundings } from "./command.ts";
import type { Given } from "./given.ts";
import { noTerminal, secretOfFile } from "./inputs.ts";
import { mustBeFree, writeFresh } from "./outputs.ts";

const ADVICE: Readonly<Record<PassphraseAdvice, string | null>> = {
  empty: null,
  "too-short": null,
  repeats: "This passphrase is made of few different characters: it is guessed early.",
  guessable: "This passphrase is a run of the keyboard or well known: it is guessed early.",
  "one-word":
    "This passphrase is a single word: four words or more that do not belong together are better.",
  good: null,
};

export const initOfficer: Command = {
  name: "init officer",
  summary: "Makes an officer's key and seals it under a passphrase.",
  usage: "--name NAME --out FILE [--passphrase-file FILE]",
  help: `The key file stays on this officer's machine and goes to no other. What goes to whoever makes the trust root
is the public key alone, which is printed.

  --name NAME  what the officers call each other: a number or a word, not a name of a person
  --out FILE   the key file, for example 1.parley-officer
  --passphrase-file FILE
               in place of the terminal, where the passphrase is asked for twice`,
  options: { name: "text", out: "text", "passphrase-file": "text" },
  run: async (given, surroundings) => {
    const name = given.need("name");
    if (!name.ok) return name;
    const out = given.need("out");
    if (!out.ok) return out;
    if (!isOfficerName(name.value)) {
      return usage("--name takes letters, digits, spaces and hyphens, at most 32.");
    }
    const free = mustBeFree(out.value);
    if (!free.ok) return free;
    const passphrase = await newPassphrase(given, surroundings);
    if (!passphrase.ok) return passphrase;
    const { officer, file } = makeOfficer(name.value, passphrase.value);
    const written = writeFresh(out.value, file);
    if (!written.ok) return written;
    return done(
      `${out.value} holds the key of officer ${officer.name}. Nobody can recover it without the passphrase.
Public key, for the trust root:
${officer.publicKey}`,
      { name: officer.name, publicKey: officer.publicKey, file: out.value },
    );
  },
};

async function newPassphrase(
  given: Given,
  { terminal }: Surroundings,
): Promise<Result<string, Refused>> {
  const file = given.text("passphrase-file");
  if (file !== null) {
    const secret = secretOfFile(file);
    return secret.ok ? goodEnough(secret.value, terminal) : secret;
  }
  terminal.say(
    `Choose a passphrase of at least ${LEAST_CHARACTERS} characters; four words or more that do not belong together are good.`,
  );
  const first = await terminal.askSecret("New passphrase:");
  if (first === null) return noTerminal();
  const enough = goodEnough(first, terminal);
  if (!enough.ok) return enough;
  const second = await terminal.askSecret("The same again:");
  return first === second
    ? accept(first)
    : refused("differ", "The two passphrases differ. Nothing was made.");
}

function goodEnough(
  passphrase: string,
  terminal: Surroundings["terminal"],
): Result<string, Refused> {
  const advice = passphraseAdvice(passphrase);
  if (characterCount(passphrase) < LEAST_CHARACTERS) {
    const text = `A passphrase has at least ${LEAST_CHARACTERS} characters. Nothing was made.`;
    return refused("too-short", text);
  }
  const words = ADVICE[advice];
  if (words !== null) terminal.say(words);
  return accept(passphrase);
}
