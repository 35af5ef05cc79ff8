import { SearchIcon } from "@/components/icons";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { kinds, type EntryQuery } from "@/lib/entries";

interface EntryFiltersProps {
  query: EntryQuery;
  onChange: (name: "q" | "kind" | "sort", value: string) => void;
}

export function EntryFilters({ query, onChange }: EntryFiltersProps) {
  return (
    <search className="block space-y-4">
      <div className="grid gap-4 sm:grid-cols-[1fr_14rem]">
        <Field label="Search the entries">
          {(control) => (
            <div className="relative">
              <SearchIcon className="pointer-events-none absolute left-3 top-3 text-muted-foreground" />
              <Input
                {...control}
                type="search"
                className="pl-10"
                value={query.text}
                onChange={(event) => onChange("q", event.target.value)}
              />
            </div>
          )}
        </Field>
        <Field label="Order">
          {(control) => (
            <Select
              {...control}
              value={query.sort}
              onValueChange={(value) => onChange("sort", value)}
              options={[
                { value: "newest", label: "Newest first" },
                { value: "oldest", label: "Oldest first" },
                { value: "name", label: "By name" },
              ]}
            />
          )}
        </Field>
      </div>
      <ToggleGroup
        label="Kind of entry"
        value={query.kind}
        onValueChange={(value) => onChange("kind", value)}
        options={[{ value: "all", label: "All" }, ...kinds]}
      />
    </search>
  );
}
