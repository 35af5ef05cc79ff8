import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { EntrySheet } from "@/components/entry-sheet";
import { PageTitle } from "@/components/page-title";
import { SignForm } from "@/components/sign-form";
import { Container } from "@/components/ui/container";
import { useStoredState } from "@/hooks/use-stored-state";
import { toast } from "@/hooks/use-toast";
import { remove, writeJson } from "@/integrations/storage/client";
import { signEntry } from "@/integrations/storage/entry-store";
import { storageKeys } from "@/integrations/storage/keys";
import type { EntryDraft } from "@/integrations/storage/types";

const emptyDraft: EntryDraft = { name: "", place: "", message: "", kind: "hello", ink: "blue" };

export default function Sign() {
  const navigate = useNavigate();
  const [guest] = useStoredState(storageKeys.guest, { name: "", place: "" });
  const [draft, setDraft, forgetDraft] = useStoredState(storageKeys.draft, { ...emptyDraft, ...guest });
  const [remember, setRemember] = useState(guest.name !== "");

  const sign = () => {
    const { entry, kept } = signEntry(draft);
    if (remember) writeJson(storageKeys.guest, { name: entry.name, place: entry.place });
    else remove(storageKeys.guest);
    forgetDraft();
    navigate(`/entries/${entry.id}`);
    toast({
      title: `Thank you, ${entry.name}`,
      description: kept ? "Your entry is in the book." : "This browser does not store it: it is gone once you close the page.",
    });
  };

  return (
    <Container className="space-y-8 py-12">
      <PageTitle title="Sign the book">A line is enough. What you start here is kept until you come back.</PageTitle>
      <div className="grid items-start gap-10 lg:grid-cols-[3fr_2fr]">
        <SignForm draft={draft} onDraftChange={setDraft} remember={remember} onRememberChange={setRemember} onSign={sign} />
        <section aria-labelledby="preview" className="space-y-3 lg:sticky lg:top-24">
          <h2 id="preview" className="text-lg font-semibold">
            How it will look
          </h2>
          <EntrySheet
            entry={{ ...draft, name: draft.name.trim() || "Your name", message: draft.message.trim() || "Your words stand here." }}
          />
        </section>
      </div>
    </Container>
  );
}
