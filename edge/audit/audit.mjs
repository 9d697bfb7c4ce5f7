// Runs the audits of "GraphQL over HTTP" against the address given, and fails unless every one of them passes.
import { auditServer } from 'graphql-http';

const expected = 61; // a suite that shrinks must not pass for one that was passed
const results = await auditServer({ url: process.argv[2] });
const failed = results.filter((r) => r.status !== 'ok');
for (const r of failed) {
  console.log(`${r.status}  ${r.id}  ${r.name}: ${r.reason}`);
}
console.log(`${results.length - failed.length} of ${results.length} audits passed`);
process.exitCode = failed.length === 0 && results.length === expected ? 0 : 1;
