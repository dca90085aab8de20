CREATE TABLE `building` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`residence_id` integer NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`residence_id`) REFERENCES `residence`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `building_name` ON `building` (`residence_id`,`name`);--> statement-breakpoint
CREATE TABLE `claim` (
	`mailbox_id` integer NOT NULL,
	`epoch` integer NOT NULL,
	`at` integer NOT NULL,
	`once_hash` text NOT NULL,
	PRIMARY KEY(`mailbox_id`, `epoch`),
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailbox`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `contact` (
	`household_id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`token_hash` text NOT NULL,
	`given_at` integer NOT NULL,
	`confirmed_at` integer,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_token_hash_unique` ON `contact` (`token_hash`);--> statement-breakpoint
CREATE TABLE `figure` (
	`landlord_id` integer NOT NULL,
	`week_day` text NOT NULL,
	`residence_key` text NOT NULL,
	`name` text NOT NULL,
	`value` integer,
	PRIMARY KEY(`landlord_id`, `week_day`, `residence_key`, `name`),
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `hall` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`building_id` integer NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`postcode` text NOT NULL,
	`city` text NOT NULL,
	`reference` text,
	`language` text,
	`zone` text NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`emblem_start` integer NOT NULL,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`building_id`) REFERENCES `building`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hall_code_unique` ON `hall` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `hall_place` ON `hall` (`building_id`,`name`,`address`);--> statement-breakpoint
CREATE INDEX `hall_landlord` ON `hall` (`landlord_id`,`position`);--> statement-breakpoint
CREATE TABLE `household` (
	`id` text PRIMARY KEY NOT NULL,
	`mailbox_id` integer NOT NULL,
	`nickname` text,
	`language` text NOT NULL,
	`spare_key_hash` text NOT NULL,
	`used_key_hash` text,
	`used_once_hash` text,
	`used_at` integer,
	`claimed_at` integer NOT NULL,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailbox`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `household_mailbox_id_unique` ON `household` (`mailbox_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `household_spare_key_hash_unique` ON `household` (`spare_key_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `household_used_key_hash_unique` ON `household` (`used_key_hash`);--> statement-breakpoint
CREATE TABLE `item` (
	`id` text PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`pictogram` text NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_pictogram` ON `item` (`household_id`,`pictogram`);--> statement-breakpoint
CREATE TABLE `kit_made` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`residence_id` integer NOT NULL,
	`staff_id` text,
	`mailboxes` integer NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`residence_id`) REFERENCES `residence`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `kit_made_landlord` ON `kit_made` (`landlord_id`,`made_at`);--> statement-breakpoint
CREATE TABLE `landlord` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `landlord_slug_unique` ON `landlord` (`slug`);--> statement-breakpoint
CREATE TABLE `limit_bucket` (
	`key` text PRIMARY KEY NOT NULL,
	`full_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `limit_bucket_full` ON `limit_bucket` (`full_at`);--> statement-breakpoint
CREATE TABLE `loan_day` (
	`household_id` text NOT NULL,
	`pictogram` text NOT NULL,
	`day` text NOT NULL,
	`request_id` text NOT NULL,
	PRIMARY KEY(`household_id`, `pictogram`, `day`),
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `loan_day_request` ON `loan_day` (`request_id`);--> statement-breakpoint
CREATE TABLE `mailbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`hall_id` integer NOT NULL,
	`label` text NOT NULL,
	`position` integer NOT NULL,
	`reference` text,
	`language` text,
	`code` text NOT NULL,
	`emblem` text NOT NULL,
	`epoch` integer DEFAULT 1 NOT NULL,
	`letter_until_day` text NOT NULL,
	`reissued_at` integer,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hall_id`) REFERENCES `hall`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mailbox_code_unique` ON `mailbox` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `mailbox_label` ON `mailbox` (`hall_id`,`label`);--> statement-breakpoint
CREATE UNIQUE INDEX `mailbox_emblem` ON `mailbox` (`hall_id`,`emblem`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY NOT NULL,
	`household_id` text,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`language` text NOT NULL,
	`data` text NOT NULL,
	`created_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`next_try_at`);--> statement-breakpoint
CREATE TABLE `pause` (
	`household_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `request` (
	`id` text PRIMARY KEY NOT NULL,
	`household_id` text NOT NULL,
	`pictogram` text NOT NULL,
	`ticket_hash` text NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`part` text NOT NULL,
	`known_by` text,
	`state` text NOT NULL,
	`asked_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `request_ticket_hash_unique` ON `request` (`ticket_hash`);--> statement-breakpoint
CREATE INDEX `request_household` ON `request` (`household_id`,`state`);--> statement-breakpoint
CREATE INDEX `request_ends` ON `request` (`ends_at`);--> statement-breakpoint
CREATE TABLE `request_step` (
	`request_id` text NOT NULL,
	`state` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`request_id`, `state`),
	FOREIGN KEY (`request_id`) REFERENCES `request`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `residence` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `residence_key_unique` ON `residence` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `residence_name` ON `residence` (`landlord_id`,`name`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text,
	`household_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`household_id`) REFERENCES `household`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "session_of_one" CHECK(("session"."staff_id" IS NULL) <> ("session"."household_id" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `session_staff` ON `session` (`staff_id`);--> statement-breakpoint
CREATE INDEX `session_household` ON `session` (`household_id`);--> statement-breakpoint
CREATE INDEX `session_expires` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email_unique` ON `staff` (`email`);--> statement-breakpoint
CREATE TABLE `staff_residence` (
	`staff_id` text NOT NULL,
	`residence_id` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `residence_id`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`residence_id`) REFERENCES `residence`(`id`) ON UPDATE no action ON DELETE cascade
);
