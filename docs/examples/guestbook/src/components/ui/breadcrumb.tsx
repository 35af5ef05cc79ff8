import { Link } from "react-router-dom";
import { ChevronRightIcon } from "@/components/icons";

interface Crumb {
  label: string;
  to?: string;
}

export function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-1.5 text-sm text-muted-foreground">
        {crumbs.map(({ label, to }, index) => (
          <li key={label} className="flex items-center gap-1.5">
            {index > 0 && <ChevronRightIcon className="size-4" />}
            {to ? (
              <Link to={to} className="rounded-sm hover:text-foreground hover:underline">
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="text-foreground">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
