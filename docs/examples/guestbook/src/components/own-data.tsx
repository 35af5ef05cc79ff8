import { useState } from "react";
import { TrashIcon } from "@/components/icons";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { useEntries } from "@/hooks/use-entries";
import { useTheme } from "@/hooks/use-theme";
import { toast } from "@/hooks/use-toast";
import { remove } from "@/integrations/storage/client";
import { removeOwnEntries } from "@/integrations/storage/entry-store";
import { storageKeys } from "@/integrations/storage/keys";

export function OwnData() {
  const [asking, setAsking] = useState(false);
  const { theme, toggleTheme } = useTheme();
  const own = useEntries().filter((entry) => entry.own).length;
  const confirm = () => {
    removeOwnEntries();
    remove(storageKeys.draft);
    remove(storageKeys.guest);
    toast({ title: "Everything you wrote was removed from this browser" });
  };
  return (
    <div className="space-y-6">
      <Switch label="Dark colours" checked={theme === "dark"} onCheckedChange={toggleTheme} />
      <p>
        {own === 0 ? "You have not signed in this browser yet." : `You have signed ${own === 1 ? "once" : `${own} times`} in this browser.`}{" "}
        Nothing you write is sent anywhere.
      </p>
      <Button variant="outline" onClick={() => setAsking(true)}>
        <TrashIcon />
        Remove all I wrote
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove all you wrote?"
        confirmLabel="Remove all"
        onConfirm={confirm}
      >
        Your entries, your unfinished text and your remembered name are removed from this browser.
      </AlertDialog>
    </div>
  );
}
