/**
 * How to call this agent from elsewhere, as a fenced code block.
 *
 * @param apiUrl the server's own address, such as `http://localhost:4111`
 */
export function codeAnswer(language: "curl" | "typescript", agentId: string, apiUrl: string): string {
  return language === "curl" ? curlAnswer(agentId, apiUrl) : typescriptAnswer(agentId, apiUrl);
}

function typescriptAnswer(agentId: string, apiUrl: string): string {
  return `Use \`@mastra/client-js\` and send your access token with every request:

\`\`\`typescript
import { MastraClient } from "@mastra/client-js";

const client = new MastraClient({
  baseUrl: "${apiUrl}",
  headers: { Authorization: \`Bearer \${process.env.ACCESS_TOKEN}\` },
});

const answer = await client.getAgent("${agentId}").generate("What's the weather like in New York?");
console.log(answer.text);
\`\`\`

The token is the same one that this extension uses; it is checked against Clerk's public keys.
`;
}

function curlAnswer(agentId: string, apiUrl: string): string {
  return `Ask the agent from a terminal, with your access token in \`ACCESS_TOKEN\`:

\`\`\`bash
curl -X POST ${apiUrl}/api/agents/${agentId}/generate \\
  -H "Authorization: Bearer $ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"messages": "What is the weather like in New York?", "memory": {"thread": "t1", "resource": "me"}}'
\`\`\`

A 401 means that the token is missing, expired or from another Clerk instance.
`;
}
