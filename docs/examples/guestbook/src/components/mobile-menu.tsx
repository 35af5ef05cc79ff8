import { useState } from "react";
import { MenuIcon } from "@/components/icons";
import { MainNav } from "@/components/main-nav";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet } from "@/components/ui/sheet";

export function MobileMenu() {
  const [open, setOpen] = useState(false);
  return (
    <div className="md:hidden">
      <IconButton label="Menu" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <MenuIcon />
      </IconButton>
      <Sheet open={open} onOpenChange={setOpen} label="Menu">
        <MainNav className="mt-2 flex flex-col gap-1 [&_a]:py-3 [&_a]:text-lg" onChoose={() => setOpen(false)} />
      </Sheet>
    </div>
  );
}
