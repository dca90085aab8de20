ALTER TABLE `handover` ADD `residence_key` text;--> statement-breakpoint
-- Of a building that is still there, its residence; of one that left, the residence that has the name it had then.
UPDATE handover SET residence_key = coalesce(
	(SELECT r.key FROM building b JOIN residence r ON r.id = b.residence_id WHERE b.id = handover.building_id AND b.landlord_id = handover.landlord_id),
	(SELECT r.key FROM residence r WHERE r.landlord_id = handover.landlord_id AND r.name = handover.residence_name));
