// PostGraphile 5 as its guide for production has it: its own node adaptor, one process, prepared statements, nothing
// that watches or explains. The pool is as large as every other contender's.
import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { makePgService } from "postgraphile/adaptors/pg";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["peer"], poolConfig: { max: Number(process.env.POOL) } })],
  schema: { defaultBehavior: "+connection +list -mutation" },
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, websockets: false, maxRequestLength: 1_000_000 },
  grafast: { explain: false },
});
if (process.argv.includes("--schema")) {
  const { printSchema } = await import("postgraphile/graphql");
  console.log(printSchema(await instance.getSchema()));
  process.exit(0);
}
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.keepAliveTimeout = 300_000;
server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("ready"));
