-- How many mailboxes a hall has on its wall, so that no page counts them.
UPDATE hall SET mailbox_count = (SELECT count(*) FROM mailbox m WHERE m.hall_id = hall.id AND m.gone_at IS NULL);
--> statement-breakpoint
CREATE TRIGGER mailbox_put_up AFTER INSERT ON mailbox WHEN NEW.gone_at IS NULL BEGIN
	UPDATE hall SET mailbox_count = mailbox_count + 1 WHERE id = NEW.hall_id;
END;
--> statement-breakpoint
CREATE TRIGGER mailbox_taken_away AFTER DELETE ON mailbox WHEN OLD.gone_at IS NULL BEGIN
	UPDATE hall SET mailbox_count = mailbox_count - 1 WHERE id = OLD.hall_id;
END;
--> statement-breakpoint
CREATE TRIGGER mailbox_moved AFTER UPDATE OF gone_at, hall_id ON mailbox BEGIN
	UPDATE hall SET mailbox_count = mailbox_count - 1 WHERE id = OLD.hall_id AND OLD.gone_at IS NULL;
	UPDATE hall SET mailbox_count = mailbox_count + 1 WHERE id = NEW.hall_id AND NEW.gone_at IS NULL;
END;
--> statement-breakpoint
-- How often households of a residence came or went: figures move only when enough did.
CREATE TRIGGER churn_of_new_household AFTER INSERT ON household BEGIN
	INSERT INTO churn (residence_id, changes)
		SELECT b.residence_id, 1 FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id WHERE m.id = NEW.mailbox_id
		ON CONFLICT (residence_id) DO UPDATE SET changes = changes + 1;
END;
--> statement-breakpoint
CREATE TRIGGER churn_of_gone_household AFTER DELETE ON household BEGIN
	INSERT INTO churn (residence_id, changes)
		SELECT b.residence_id, 1 FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id WHERE m.id = OLD.mailbox_id
		ON CONFLICT (residence_id) DO UPDATE SET changes = changes + 1;
END;
--> statement-breakpoint
-- The page of a mailbox that left the wall, and of its hall.
CREATE TRIGGER page_of_mailbox_that_left AFTER UPDATE OF gone_at ON mailbox BEGIN
	INSERT INTO page_change (code) VALUES (NEW.code);
	INSERT INTO page_change (code) SELECT h.code FROM hall h WHERE h.id = NEW.hall_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_hall_that_left AFTER UPDATE OF gone_at ON hall BEGIN
	INSERT INTO page_change (code) VALUES (NEW.code);
END;
--> statement-breakpoint
-- What was done stays written: a row is sealed once, and nothing else about it ever changes.
CREATE TRIGGER audit_is_written_once BEFORE UPDATE ON audit
WHEN OLD.hash IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.landlord_id IS NOT OLD.landlord_id OR NEW.at IS NOT OLD.at
	OR NEW.staff_id IS NOT OLD.staff_id OR NEW.who IS NOT OLD.who OR NEW.act IS NOT OLD.act OR NEW.about IS NOT OLD.about
BEGIN
	SELECT RAISE(ABORT, 'the audit log is not changed');
END;
--> statement-breakpoint
CREATE TRIGGER audit_is_never_erased BEFORE DELETE ON audit BEGIN
	SELECT RAISE(ABORT, 'the audit log is not erased');
END;
