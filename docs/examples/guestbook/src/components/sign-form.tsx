import { useRef, useState, type FormEvent } from "react";
import { PenIcon } from "@/components/icons";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Progress } from "@/components/ui/progress";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import type { EntryDraft } from "@/integrations/storage/types";
import { inks, kinds } from "@/lib/entries";
import { checkDraft, limits, type DraftErrors } from "@/lib/validation";
import { cn } from "@/lib/utils";

interface SignFormProps {
  draft: EntryDraft;
  onDraftChange: (draft: EntryDraft) => void;
  remember: boolean;
  onRememberChange: (remember: boolean) => void;
  onSign: () => void;
}

export function SignForm({ draft, onDraftChange, remember, onRememberChange, onSign }: SignFormProps) {
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const errors: DraftErrors = tried ? checkDraft(draft) : {};
  const set = (change: Partial<EntryDraft>) => onDraftChange({ ...draft, ...change });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const wrong = Object.keys(checkDraft(draft));
    if (wrong.length === 0) onSign();
    else form.current?.querySelector<HTMLElement>(`[name="${wrong[0]}"]`)?.focus();
  };

  return (
    <form
      ref={form}
      noValidate
      className="space-y-6"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
      }}
    >
      {Object.keys(errors).length > 0 && (
        <Alert tone="problem" role="alert">
          <AlertTitle>Not signed yet</AlertTitle>
          <AlertDescription>Please look at the marked fields below.</AlertDescription>
        </Alert>
      )}
      <div className="grid gap-6 sm:grid-cols-2">
        <Field label="Your name" error={errors.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="name"
              required
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Where you are from" optional error={errors.place}>
          {(control) => (
            <Input
              {...control}
              name="place"
              autoComplete="address-level2"
              value={draft.place}
              onChange={(event) => set({ place: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label="Your words"
        error={errors.message}
        hint={
          <span className="mt-2 block space-y-1.5">
            <Progress label="Length of the message" value={draft.message.length} max={limits.message} />
            <span className="block tabular-nums">
              {draft.message.length} of {limits.message} characters
            </span>
          </span>
        }
      >
        {(control) => (
          <Textarea
            {...control}
            name="message"
            required
            value={draft.message}
            onChange={(event) => set({ message: event.target.value })}
          />
        )}
      </Field>
      <RadioGroup legend="What is it?" value={draft.kind} onValueChange={(kind) => set({ kind })} options={kinds} />
      <RadioGroup
        legend="Which ink?"
        value={draft.ink}
        onValueChange={(ink) => set({ ink })}
        options={inks.map(({ value, label, dot }) => ({
          value,
          label,
          mark: <span aria-hidden="true" className={cn("size-3.5 rounded-full", dot)} />,
        }))}
      />
      <Checkbox label="Remember my name in this browser" checked={remember} onCheckedChange={onRememberChange} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" size="lg">
          <PenIcon />
          Sign the book
        </Button>
        <span className="hidden text-sm text-muted-foreground sm:inline">
          or <Kbd>Ctrl</Kbd> + <Kbd>Enter</Kbd>
        </span>
      </div>
    </form>
  );
}
