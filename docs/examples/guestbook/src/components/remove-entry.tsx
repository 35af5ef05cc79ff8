import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { TrashIcon } from "@/components/icons";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/hooks/use-toast";
import { removeEntry } from "@/integrations/storage/entry-store";

export function RemoveEntry({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const confirm = () => {
    navigate("/entries");
    removeEntry(id);
    toast({ title: "Your entry was removed" });
  };
  return (
    <>
      <Button variant="outline" onClick={() => setAsking(true)}>
        <TrashIcon />
        Remove
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Remove your entry?"
        confirmLabel="Remove it"
        onConfirm={confirm}
      >
        The page is torn out of the book and cannot be put back.
      </AlertDialog>
    </>
  );
}
