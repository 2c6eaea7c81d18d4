import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, type AddressInfo } from "node:net";
import path from "node:path";
import { createServer } from "node:tls";
import type { DrivenClient } from "@parley/exercise";

/** The name; one that no resolver knows. */
const NAME = "homeserver.parley.test";

const CERTIFICATE = path.join(import.meta.dirname, "certificate.py");
const TOOLCHAIN = path.resolve(import.meta.dirname, "../../.cache/toolchain.json");

/** A homeserver that is reached by a name, which this computer's resolver can lose; needs `MAY_MOUNT`. */
export interface NamedHost {
  /** `https://NAME:PORT` */
  readonly baseUrl: string;
  /** Starts a client that resolves names by files of its own. */
  readonly executable: string;
  /** From here on the name leads nowhere, or to the homeserver again. */
  resolve(known: boolean): void;
  stop(): Promise<void>;
}

/**
 * Puts TLS and a name before an address on loopback. The client runs in a mount namespace where `/etc/hosts` is a file of
 * the test's, and where no name server answers.
 *
 * @param dir folder for its files; new
 * @param target `http://127.0.0.1:PORT`
 * @param client the packaged client
 */
export async function nameHost(dir: string, target: string, client: string): Promise<NamedHost> {
  mkdirSync(dir, { recursive: true });
  const file = (name: string): string => path.join(dir, name);
  execFileSync(python(), [CERTIFICATE, NAME, file("key.pem"), file("cert.pem")]);
  const resolve = (known: boolean): void =>
    writeFileSync(file("hosts"), `127.0.0.1 localhost\n${known ? `127.0.0.1 ${NAME}\n` : ""}`);
  resolve(true);
  writeFileSync(file("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
  const inside = [
    "mount --make-rprivate /",
    `mount --bind ${file("hosts")} /etc/hosts`,
    `mount --bind ${file("resolv.conf")} /etc/resolv.conf`,
    `exec ${client} "$@"`,
  ].join(" && ");
  writeFileSync(file("client"), `#!/bin/sh\nexec unshare -m sh -c '${inside}' sh "$@"\n`, {
    mode: 0o755,
  });
  const { port } = new URL(target);
  const server = createServer(
    { key: readFileSync(file("key.pem")), cert: readFileSync(file("cert.pem")) },
    (outside) => {
      const far = connect(Number(port), "127.0.0.1");
      for (const [one, other] of [
        [outside, far],
        [far, outside],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
        one.pipe(other);
      }
    },
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const own = (server.address() as AddressInfo).port;
  return {
    baseUrl: `https://${NAME}:${own}`,
    executable: file("client"),
    resolve,
    // What is piped ends with the line behind it.
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

/**
 * Lets a client take the test's certificate for a trusted one, as it would that of a real homeserver, and ask the system for
 * names: Chromium's own resolver does not see that the file of its namespace has changed.
 */
export async function setUpNames({ app }: DrivenClient): Promise<void> {
  await app.evaluate(({ app: main, BrowserWindow }) => {
    main.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: "off" });
    BrowserWindow.getAllWindows()[0]?.webContents.session.setCertificateVerifyProc((_, decide) =>
      decide(0),
    );
  });
}

/** What a client has resolved before is resolved anew; Chromium keeps it for a minute. */
export async function forgetNames({ app }: DrivenClient): Promise<void> {
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.session.clearHostResolverCache(),
  );
}

/** Synapse's own Python; what it is built on makes certificates as well. */
function python(): string {
  const { synapsePython } = JSON.parse(readFileSync(TOOLCHAIN, "utf8")) as {
    readonly synapsePython: string;
  };
  return synapsePython;
}
