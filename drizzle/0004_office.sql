CREATE TABLE `api_token` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`staff_id` text,
	`made_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_day` text,
	`ended_at` integer,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_key_unique` ON `api_token` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_token_hash_unique` ON `api_token` (`token_hash`);--> statement-breakpoint
CREATE INDEX `api_token_landlord` ON `api_token` (`landlord_id`);--> statement-breakpoint
CREATE TABLE `approval` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`key` text NOT NULL,
	`asked_by` text,
	`asked_at` integer NOT NULL,
	`reason` text NOT NULL,
	`mailboxes` text NOT NULL,
	`count` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision` text,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`asked_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_key_unique` ON `approval` (`key`);--> statement-breakpoint
CREATE INDEX `approval_landlord` ON `approval` (`landlord_id`,`decided_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`landlord_id` integer NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text,
	`who` text NOT NULL,
	`act` text NOT NULL,
	`about` text NOT NULL,
	`previous` text,
	`hash` text,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `audit_landlord` ON `audit` (`landlord_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_unsealed` ON `audit` (`id`) WHERE hash IS NULL;--> statement-breakpoint
CREATE TABLE `churn` (
	`residence_id` integer PRIMARY KEY NOT NULL,
	`changes` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`residence_id`) REFERENCES `residence`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `column_meaning` (
	`landlord_id` integer NOT NULL,
	`title` text NOT NULL,
	`field` text NOT NULL,
	PRIMARY KEY(`landlord_id`, `title`),
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `figure_basis` (
	`landlord_id` integer NOT NULL,
	`residence_key` text NOT NULL,
	`name` text NOT NULL,
	`week_day` text NOT NULL,
	`churn` integer NOT NULL,
	`value` integer NOT NULL,
	PRIMARY KEY(`landlord_id`, `residence_key`, `name`),
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `hall_day` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`key` text NOT NULL,
	`hall_id` integer NOT NULL,
	`token_hash` text NOT NULL,
	`staff_id` text,
	`made_at` integer NOT NULL,
	`day` text NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hall_id`) REFERENCES `hall`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hall_day_key_unique` ON `hall_day` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `hall_day_token_hash_unique` ON `hall_day` (`token_hash`);--> statement-breakpoint
CREATE INDEX `hall_day_landlord` ON `hall_day` (`landlord_id`,`day`);--> statement-breakpoint
CREATE TABLE `handover` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`building_id` integer NOT NULL,
	`landlord_id` integer NOT NULL,
	`to_landlord_id` integer NOT NULL,
	`residence_name` text NOT NULL,
	`building_name` text NOT NULL,
	`mailboxes` integer NOT NULL,
	`offered_by` text,
	`offered_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision` text,
	`told_at` integer,
	FOREIGN KEY (`building_id`) REFERENCES `building`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`to_landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`offered_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handover_key_unique` ON `handover` (`key`);--> statement-breakpoint
CREATE INDEX `handover_from` ON `handover` (`landlord_id`);--> statement-breakpoint
CREATE INDEX `handover_to` ON `handover` (`to_landlord_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `handover_open` ON `handover` (`building_id`) WHERE decision IS NULL;--> statement-breakpoint
CREATE TABLE `kit` (
	`mailbox_id` integer NOT NULL,
	`epoch` integer NOT NULL,
	`landlord_id` integer NOT NULL,
	`hall_id` integer NOT NULL,
	`ordered_at` integer,
	`made_at` integer,
	`printed_at` integer,
	`handed_at` integer,
	`distributed_at` integer,
	`reprints` integer DEFAULT 0 NOT NULL,
	`voided_at` integer,
	PRIMARY KEY(`mailbox_id`, `epoch`),
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailbox`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hall_id`) REFERENCES `hall`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `kit_hall` ON `kit` (`hall_id`);--> statement-breakpoint
CREATE INDEX `kit_landlord` ON `kit` (`landlord_id`,`mailbox_id`);--> statement-breakpoint
CREATE TABLE `letter_text` (
	`landlord_id` integer NOT NULL,
	`language` text NOT NULL,
	`part` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`landlord_id`, `language`, `part`),
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `list_draft` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`key` text NOT NULL,
	`staff_id` text,
	`file_name` text NOT NULL,
	`titles` text NOT NULL,
	`meanings` text NOT NULL,
	`rows` integer NOT NULL,
	`state` text NOT NULL,
	`is_whole` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`rows_done` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`beat_at` integer,
	`report` text,
	`failure` text,
	`imported_at` integer,
	`undone_at` integer,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `list_draft_key_unique` ON `list_draft` (`key`);--> statement-breakpoint
CREATE INDEX `list_draft_landlord` ON `list_draft` (`landlord_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `list_draft_state` ON `list_draft` (`state`);--> statement-breakpoint
CREATE TABLE `list_draft_part` (
	`draft_id` integer NOT NULL,
	`kind` text NOT NULL,
	`n` integer NOT NULL,
	`json` text NOT NULL,
	PRIMARY KEY(`draft_id`, `kind`, `n`),
	FOREIGN KEY (`draft_id`) REFERENCES `list_draft`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `new_letter` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`mailbox_id` integer NOT NULL,
	`epoch` integer NOT NULL,
	`reason` text NOT NULL,
	`staff_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`mailbox_id`) REFERENCES `mailbox`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `new_letter_landlord` ON `new_letter` (`landlord_id`,`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `new_letter_mailbox` ON `new_letter` (`mailbox_id`,`epoch`);--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`staff_id` text NOT NULL,
	`code_hash` text NOT NULL,
	PRIMARY KEY(`staff_id`, `code_hash`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `scan_week` (
	`hall_id` integer NOT NULL,
	`week_day` text NOT NULL,
	`scans` integer NOT NULL,
	PRIMARY KEY(`hall_id`, `week_day`),
	FOREIGN KEY (`hall_id`) REFERENCES `hall`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `staff_hall` (
	`staff_id` text NOT NULL,
	`hall_id` integer NOT NULL,
	PRIMARY KEY(`staff_id`, `hall_id`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hall_id`) REFERENCES `hall`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `building` ADD `rnb_id` text;--> statement-breakpoint
ALTER TABLE `hall` ADD `house_number` text;--> statement-breakpoint
ALTER TABLE `hall` ADD `repetition` text;--> statement-breakpoint
ALTER TABLE `hall` ADD `street` text;--> statement-breakpoint
ALTER TABLE `hall` ADD `insee_code` text;--> statement-breakpoint
ALTER TABLE `hall` ADD `ban_id` text;--> statement-breakpoint
ALTER TABLE `hall` ADD `stickers` text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE `hall` ADD `sticker_mm` integer;--> statement-breakpoint
ALTER TABLE `hall` ADD `mailbox_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `hall` ADD `kits_made` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `hall` ADD `kits_printed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `hall` ADD `kits_handed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `hall` ADD `kits_distributed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `hall` ADD `gone_at` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `told_epoch` integer;--> statement-breakpoint
ALTER TABLE `household` ADD `refused_epoch` integer;--> statement-breakpoint
ALTER TABLE `landlord` ADD `color` text;--> statement-breakpoint
ALTER TABLE `landlord` ADD `logo` text;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `freed_at` integer;--> statement-breakpoint
ALTER TABLE `mailbox` ADD `gone_at` integer;--> statement-breakpoint
CREATE INDEX `mailbox_landlord` ON `mailbox` (`landlord_id`,`id`);--> statement-breakpoint
ALTER TABLE `residence` ADD `language` text;--> statement-breakpoint
ALTER TABLE `residence` ADD `trial_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `second_factor_at` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `seen_day` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `totp_sealed` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `totp_confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `totp_step` integer;