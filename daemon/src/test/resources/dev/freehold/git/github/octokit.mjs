// What GitHub's official client makes of the stand-in. Prints one JSON document at the end.
import { createOAuthDeviceAuth } from "@octokit/auth-oauth-device";
import { request } from "@octokit/request";
import { Octokit } from "@octokit/rest";

const [baseUrl, token, clientId] = process.argv.slice(2);
const seen = {};

async function refusal(call) {
  try {
    await call;
    return "none";
  } catch (error) {
    return `${error.status} ${error.response.data.errors?.[0]?.message ?? error.response.data.message}`;
  }
}

async function api() {
  const { rest, paginate } = new Octokit({ baseUrl, auth: token });
  const shop = { owner: "ada", repo: "shop" };
  const me = await rest.users.getAuthenticated();
  seen.login = me.data.login;
  seen.scopes = me.headers["x-oauth-scopes"];
  const wanted = { name: "new", description: "A shop", private: true, auto_init: false };
  const made = await rest.repos.createForAuthenticatedUser(wanted);
  seen.made = `${made.status} ${made.data.full_name} ${made.data.private}`;
  seen.again = await refusal(rest.repos.createForAuthenticatedUser(wanted));
  seen.ofGuild = (await rest.repos.createInOrg({ org: "guild", ...wanted })).data.full_name;
  seen.gone = await refusal(rest.repos.get({ owner: "ada", repo: "gone" }));
  seen.mayPush = (await rest.repos.get(shop)).data.permissions.push;
  seen.branches = (await rest.repos.listBranches(shop)).data.map((branch) => branch.name);
  const branch = "freehold/v7";
  seen.protected = (await rest.repos.getBranch({ ...shop, branch })).data.protected;
  const rules = await paginate(rest.repos.getBranchRules, { ...shop, branch, per_page: 2 });
  seen.rules = rules.map((rule) => rule.type);
  const pull = { ...shop, head: branch, base: "main", title: "Release v7", body: "" };
  seen.pull = (await rest.pulls.create(pull)).data.number;
  seen.secondPull = await refusal(rest.pulls.create(pull));
  const open = await rest.pulls.list({ ...shop, head: `ada:${branch}`, state: "open" });
  seen.pulls = open.data.map((one) => one.number);
}

async function device() {
  const auth = createOAuthDeviceAuth({
    clientType: "oauth-app",
    clientId,
    scopes: ["repo"],
    request: request.defaults({ baseUrl }),
    onVerification: (verification) => console.error(`code ${verification.user_code}`),
  });
  const { token: fresh } = await auth({ type: "oauth" });
  const { rest } = new Octokit({ baseUrl, auth: fresh });
  seen.loggedInAs = (await rest.users.getAuthenticated()).data.login;
}

await api();
await device();
console.log(JSON.stringify(seen));
