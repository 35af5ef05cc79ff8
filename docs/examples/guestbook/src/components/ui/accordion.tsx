import type { ComponentProps, ReactNode } from "react";
import { ChevronDownIcon } from "@/components/icons";
import { cn } from "@/lib/utils";

export function Accordion({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("divide-y border-y", className)} {...props} />;
}

export function AccordionItem({ title, children, name }: { title: string; children: ReactNode; name?: string }) {
  return (
    <details name={name} className="group">
      <summary className="flex cursor-pointer list-none items-center justify-between gap-4 py-4 font-medium hover:text-accent [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDownIcon className="size-5 shrink-0 transition-transform group-open:rotate-180" />
      </summary>
      <div className="pb-5 pr-8 text-muted-foreground">{children}</div>
    </details>
  );
}
