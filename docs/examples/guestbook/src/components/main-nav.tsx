import { NavLink } from "react-router-dom";
import { cn } from "@/lib/utils";

const pages = [
  { to: "/", label: "Home" },
  { to: "/entries", label: "Entries" },
  { to: "/sign", label: "Sign" },
  { to: "/about", label: "About" },
];

interface MainNavProps {
  className?: string;
  onChoose?: () => void;
}

export function MainNav({ className, onChoose }: MainNavProps) {
  return (
    <nav aria-label="Main" className={className}>
      {pages.map(({ to, label }) => (
        <NavLink
          key={to}
          to={to}
          end={to === "/"}
          onClick={onChoose}
          className={({ isActive }) =>
            cn(
              "rounded-md px-3 py-2 text-sm font-medium transition-colors hover:bg-muted",
              isActive ? "text-accent underline decoration-2 underline-offset-8" : "text-muted-foreground hover:text-foreground",
            )
          }
        >
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
