CREATE TABLE `place_version` (
	`landlord_id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
-- Whatever adds a mailbox raises it itself: a trigger would cost a list of 500,000 too much.
CREATE TRIGGER version_of_new_residence AFTER INSERT ON residence BEGIN
	INSERT INTO place_version (landlord_id, version) VALUES (NEW.landlord_id, 1) ON CONFLICT (landlord_id) DO UPDATE SET version = version + 1;
END;
--> statement-breakpoint
CREATE TRIGGER version_of_renamed_residence AFTER UPDATE OF name ON residence BEGIN
	INSERT INTO place_version (landlord_id, version) VALUES (NEW.landlord_id, 1) ON CONFLICT (landlord_id) DO UPDATE SET version = version + 1;
END;
--> statement-breakpoint
CREATE TRIGGER version_of_moved_building AFTER UPDATE OF name, residence_id, landlord_id ON building BEGIN
	INSERT INTO place_version (landlord_id, version) VALUES (NEW.landlord_id, 1) ON CONFLICT (landlord_id) DO UPDATE SET version = version + 1;
END;
--> statement-breakpoint
CREATE TRIGGER version_of_renamed_hall AFTER UPDATE OF name, address ON hall BEGIN
	INSERT INTO place_version (landlord_id, version) VALUES (NEW.landlord_id, 1) ON CONFLICT (landlord_id) DO UPDATE SET version = version + 1;
END;
