import path from "node:path";
import { makeAccount } from "../accounts/homeserver-accounts.ts";
import { isBaseUrl, isServerName, writeNetwork } from "../files/network-file.ts";
import { makeFolder } from "../files/write-file.ts";
import { done, refused, usage, type Command } from "./command.ts";
import { rootGiven, secretOfFile } from "./inputs.ts";
import { mustBeFree, writeFresh } from "./outputs.ts";

export const initService: Command = {
  name: "init service",
  summary: "Makes the service's account and its folder.",
  usage: "--homeserver URL --server NAME --token-file FILE --root FILE --dir DIR",
  help: `After that \`serve --dir DIR\` starts the service, and \`admit --service\` takes it into the directory.

  --homeserver URL   base URL of the homeserver
  --server NAME      its Matrix server name
  --token-file FILE  access token of an operator's account; nobody else may be able to read the file
  --root FILE        the trust root
  --dir DIR          the service's folder, on the machine that it runs on; it gets network.json and sign-in.json`,
  options: {
    homeserver: "text",
    server: "text",
    "token-file": "text",
    root: "text",
    dir: "text",
  },
  run: async (given) => {
    const dir = given.need("dir");
    if (!dir.ok) return dir;
    const [homeserver, server] = [given.text("homeserver"), given.text("server")];
    if (!isBaseUrl(homeserver)) return usage("--homeserver is a base URL: https, without a path.");
    if (!isServerName(server)) return usage("--server is the name of the Matrix server.");
    const root = rootGiven(given);
    if (!root.ok) return root;
    const tokenFile = given.need("token-file");
    if (!tokenFile.ok) return tokenFile;
    const token = secretOfFile(tokenFile.value);
    if (!token.ok) return token;
    const [network, signIn] = ["network.json", "sign-in.json"].map((name) =>
      path.join(dir.value, name),
    );
    if (network === undefined || signIn === undefined) throw new Error("no paths");
    const free = mustBeFree(network, signIn);
    if (!free.ok) return free;
    makeFolder(dir.value);
    const account = await makeAccount({ homeserver, server, token: token.value });
    if (!account.ok) return refused(account.refusal.reason, account.refusal.text);
    const { user, password } = account.value;
    const written = [
      writeFresh(network, writeNetwork({ homeserver, server, root: root.value })),
      writeFresh(
        signIn,
        `${JSON.stringify({ v: 1, user, password, rec: "secretariat-1" }, null, 2)}\n`,
      ),
    ].find(({ ok }) => !ok);
    if (written?.ok === false) return written;
    return done(
      `${dir.value} is the service's folder, with the account ${user}.
Next: npm run secretariat -- serve --dir ${dir.value}, then admit --service --desk ${dir.value}.`,
      { user, dir: dir.value },
    );
  },
};
