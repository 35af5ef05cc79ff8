import { useSearchParams } from "react-router-dom";
import { kinds, type EntryQuery, type SortOrder } from "@/lib/entries";

const sortOrders: SortOrder[] = ["newest", "oldest", "name"];
const defaults = { q: "", kind: "all", sort: "newest", page: "1" };

/** The search lives in the address, so that a filtered list can be linked and survives the back button. */
export function useEntrySearch() {
  const [params, setParams] = useSearchParams();
  const kind = kinds.find((one) => one.value === params.get("kind"))?.value ?? "all";
  const sort = sortOrders.find((order) => order === params.get("sort")) ?? "newest";
  const page = Math.max(1, Number.parseInt(params.get("page") ?? "1", 10) || 1);
  const query: EntryQuery = { text: params.get("q") ?? "", kind, sort };

  const set = (name: keyof typeof defaults, value: string) => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete("page");
        if (value === defaults[name]) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: name === "q" },
    );
  };
  const clear = () => setParams(new URLSearchParams());
  return { query, page, set, clear };
}
