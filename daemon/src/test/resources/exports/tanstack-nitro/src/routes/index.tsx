import { createFileRoute } from "@tanstack/react-router";
import { createServerFn } from "@tanstack/react-start";

const host = createServerFn({ method: "GET" }).handler(async () => {
  const url = process.env.SUPABASE_URL;
  if (!url) throw new Error("SUPABASE_URL is missing");
  return { host: new URL(url).host, socket: typeof WebSocket };
});

export const Route = createFileRoute("/")({ loader: () => host(), component: Home });

function Home() {
  const { host, socket } = Route.useLoaderData();
  return (
    <main className="p-8">
      <h1 className="text-2xl">Tea room</h1>
      <p>Data from {host}, browser side {import.meta.env.VITE_SUPABASE_URL}, {socket}</p>
    </main>
  );
}
