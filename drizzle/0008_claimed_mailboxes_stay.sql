-- An import that is taken back deletes the mailboxes of which no kit was made. Where somebody opened one all the same, a letter
-- of its hall went round without being written down: what was imported into that hall stays, as if its kits had been. One
-- mailbox alone would tell that it was opened. Whoever deletes the hall itself means what is in it.
CREATE TRIGGER claimed_mailbox_stays BEFORE DELETE ON mailbox
WHEN EXISTS (SELECT 1 FROM hall WHERE id = OLD.hall_id) AND EXISTS (
	SELECT 1 FROM mailbox m JOIN household hh ON hh.mailbox_id = m.id
	WHERE m.hall_id = OLD.hall_id AND (m.id = OLD.id OR NOT EXISTS (SELECT 1 FROM kit k WHERE k.mailbox_id = m.id)))
BEGIN
	SELECT RAISE(IGNORE);
END;
