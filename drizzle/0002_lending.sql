CREATE TABLE `block` (
	`id` text PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`device_hash` text,
	`name_hash` text,
	`pictogram` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `block_household` ON `block` (`household_id`);--> statement-breakpoint
CREATE TABLE `history` (
	`id` integer PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`pictogram` text NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`thanks` text,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `history_household` ON `history` (`household_id`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` integer PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`kind` text NOT NULL,
	`request_id` text,
	`created_at` integer NOT NULL,
	`useless_at` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notice_household` ON `notice` (`household_id`);--> statement-breakpoint
CREATE INDEX `notice_request` ON `notice` (`request_id`);--> statement-breakpoint
CREATE INDEX `notice_untold` ON `notice` (`told_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `objection` (
	`report_id` integer NOT NULL,
	`by` text NOT NULL,
	`words` text NOT NULL,
	`at` integer NOT NULL,
	`decided_at` integer,
	`decision` text,
	`statement` text,
	PRIMARY KEY(`report_id`, `by`),
	FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `operator` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `page_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `push_subscription` (
	`id` text PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`session_id` text NOT NULL,
	`endpoint_hash` text NOT NULL,
	`sealed` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`session_id`) REFERENCES `session`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscription_endpoint_hash_unique` ON `push_subscription` (`endpoint_hash`);--> statement-breakpoint
CREATE INDEX `push_subscription_household` ON `push_subscription` (`household_id`);--> statement-breakpoint
CREATE INDEX `push_subscription_session` ON `push_subscription` (`session_id`);--> statement-breakpoint
CREATE TABLE `report` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`receipt_hash` text NOT NULL,
	`code` text NOT NULL,
	`household_id` text,
	`request_id` text,
	`about` text NOT NULL,
	`reason` text NOT NULL,
	`words` text NOT NULL,
	`snapshot` text NOT NULL,
	`at` integer NOT NULL,
	`hidden_at` integer,
	`decided_at` integer,
	`decision` text,
	`ground` text,
	`statement` text,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_key_unique` ON `report` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `report_receipt_hash_unique` ON `report` (`receipt_hash`);--> statement-breakpoint
CREATE INDEX `report_household` ON `report` (`household_id`);--> statement-breakpoint
CREATE INDEX `report_request` ON `report` (`request_id`);--> statement-breakpoint
CREATE INDEX `report_open` ON `report` (`decided_at`,`at`);--> statement-breakpoint
CREATE TABLE `transfer` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `wish` (
	`hall_id` integer NOT NULL,
	`pictogram` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`hall_id`, `pictogram`),
	FOREIGN KEY (`hall_id`) REFERENCES `hall`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_session` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text,
	`household_id` text,
	`operator_id` text,
	`device` text,
	`came_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`operator_id`) REFERENCES `operator`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "session_of_one" CHECK(("__new_session"."staff_id" IS NOT NULL) + ("__new_session"."household_id" IS NOT NULL) + ("__new_session"."operator_id" IS NOT NULL) = 1)
);
--> statement-breakpoint
INSERT INTO `__new_session`("id", "staff_id", "household_id", "created_at", "expires_at") SELECT "id", "staff_id", "household_id", "created_at", "expires_at" FROM `session`;--> statement-breakpoint
DROP TABLE `session`;--> statement-breakpoint
ALTER TABLE `__new_session` RENAME TO `session`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `session_staff` ON `session` (`staff_id`);--> statement-breakpoint
CREATE INDEX `session_household` ON `session` (`household_id`);--> statement-breakpoint
CREATE INDEX `session_expires` ON `session` (`expires_at`);--> statement-breakpoint
CREATE INDEX `session_operator` ON `session` (`operator_id`);--> statement-breakpoint
ALTER TABLE `household` ADD `manner` text DEFAULT 'hall' NOT NULL;--> statement-breakpoint
ALTER TABLE `household` ADD `ring_from` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `ring_until` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `listed_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `own_words_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `history_since` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `willing_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `willing_asked_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `asleep_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `hidden_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `told_day` text;--> statement-breakpoint
ALTER TABLE `item` ADD `note` text;--> statement-breakpoint
ALTER TABLE `item` ADD `paused_at` integer;--> statement-breakpoint
ALTER TABLE `item` ADD `paused_until_day` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `channel` text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE `pause` ADD `until_day` text;--> statement-breakpoint
ALTER TABLE `request` ADD `sentence` text;--> statement-breakpoint
ALTER TABLE `request` ADD `own_words` text;--> statement-breakpoint
ALTER TABLE `request` ADD `proposed_day` text;--> statement-breakpoint
ALTER TABLE `request` ADD `proposed_part` text;--> statement-breakpoint
ALTER TABLE `request` ADD `extension_day` text;--> statement-breakpoint
ALTER TABLE `request` ADD `extension_asked_at` integer;--> statement-breakpoint
ALTER TABLE `request` ADD `extension_declined_at` integer;--> statement-breakpoint
ALTER TABLE `request` ADD `thanks` text;--> statement-breakpoint
ALTER TABLE `request` ADD `device_hash` text;--> statement-breakpoint
ALTER TABLE `request` ADD `name_hash` text;--> statement-breakpoint
ALTER TABLE `request` ADD `muted_at` integer;--> statement-breakpoint
CREATE INDEX `request_state` ON `request` (`state`,`until_day`);