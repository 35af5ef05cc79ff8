import { useLoaderData } from "@remix-run/react";
export async function loader() { return { now: "from the loader" }; }
export default function Index() { const { now } = useLoaderData<typeof loader>(); return <h1>Remix {now}</h1>; }
