-- Which pages a write changes, noted by the write itself: the codes of the mailbox and of its hall. Caches of rendered pages
-- read it (src/lib/server/pageCache.ts). What hangs on a household goes with it, and finds it gone: its own trigger notes that.
CREATE TRIGGER page_of_new_household AFTER INSERT ON household BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM mailbox m WHERE m.id = NEW.mailbox_id
		UNION ALL
		SELECT h.code FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.id = NEW.mailbox_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_changed_household AFTER UPDATE OF nickname, listed_at, own_words_at, asleep_at, hidden_at ON household BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM mailbox m WHERE m.id = NEW.mailbox_id
		UNION ALL
		SELECT h.code FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.id = NEW.mailbox_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_moved_household AFTER UPDATE OF mailbox_id ON household BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM mailbox m WHERE m.id = OLD.mailbox_id
		UNION ALL
		SELECT h.code FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.id = OLD.mailbox_id;
	INSERT INTO page_change (code)
		SELECT m.code FROM mailbox m WHERE m.id = NEW.mailbox_id
		UNION ALL
		SELECT h.code FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.id = NEW.mailbox_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_gone_household AFTER DELETE ON household BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM mailbox m WHERE m.id = OLD.mailbox_id
		UNION ALL
		SELECT h.code FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.id = OLD.mailbox_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_new_item AFTER INSERT ON item BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = NEW.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = NEW.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_changed_item AFTER UPDATE OF household_id, pictogram, added_at, paused_at ON item BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = OLD.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = OLD.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_gone_item AFTER DELETE ON item BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = OLD.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = OLD.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_new_pause AFTER INSERT ON pause BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = NEW.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = NEW.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_gone_pause AFTER DELETE ON pause BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = OLD.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = OLD.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_new_loan AFTER INSERT ON request WHEN NEW.state = 'handed-over' BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = NEW.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = NEW.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_lent_thing AFTER UPDATE OF state ON request WHEN (OLD.state = 'handed-over') <> (NEW.state = 'handed-over') BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = NEW.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = NEW.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_gone_loan AFTER DELETE ON request WHEN OLD.state = 'handed-over' BEGIN
	INSERT INTO page_change (code)
		SELECT m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = OLD.household_id
		UNION ALL
		SELECT h.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = OLD.household_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_changed_mailbox AFTER UPDATE OF code, emblem, hall_id ON mailbox BEGIN
	INSERT INTO page_change (code) VALUES (OLD.code), (NEW.code);
	INSERT INTO page_change (code) SELECT code FROM hall WHERE id IN (OLD.hall_id, NEW.hall_id);
END;
--> statement-breakpoint
CREATE TRIGGER page_of_gone_mailbox AFTER DELETE ON mailbox BEGIN
	INSERT INTO page_change (code) VALUES (OLD.code);
	INSERT INTO page_change (code) SELECT code FROM hall WHERE id = OLD.hall_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_changed_hall AFTER UPDATE OF code ON hall BEGIN
	INSERT INTO page_change (code) VALUES (OLD.code), (NEW.code);
	INSERT INTO page_change (code) SELECT code FROM mailbox WHERE hall_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_gone_hall AFTER DELETE ON hall BEGIN
	INSERT INTO page_change (code) VALUES (OLD.code);
END;
--> statement-breakpoint
CREATE TRIGGER page_of_new_wish AFTER INSERT ON wish BEGIN
	INSERT INTO page_change (code) SELECT code FROM hall WHERE id = NEW.hall_id;
END;
--> statement-breakpoint
CREATE TRIGGER page_of_gone_wish AFTER DELETE ON wish BEGIN
	INSERT INTO page_change (code) SELECT code FROM hall WHERE id = OLD.hall_id;
END;
