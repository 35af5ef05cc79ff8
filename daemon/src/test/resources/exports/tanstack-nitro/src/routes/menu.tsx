import { createFileRoute } from "@tanstack/react-router";

export const Route = createFileRoute("/menu")({ component: () => <h1>Menu</h1> });
