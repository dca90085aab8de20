CREATE TABLE `kit_order` (
	`id` integer PRIMARY KEY NOT NULL,
	`landlord_id` integer NOT NULL,
	`key` text NOT NULL,
	`staff_id` text,
	`second_language` text,
	`form` text NOT NULL,
	`ordered_day` text NOT NULL,
	`ordered_at` integer NOT NULL,
	`same_hash` text NOT NULL,
	`halls` integer NOT NULL,
	`mailboxes` integer NOT NULL,
	`mailboxes_done` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`started_at` integer,
	`beat_at` integer,
	`made_at` integer,
	`bytes` integer,
	`file_hash` text,
	`cancelled_at` integer,
	`failed_at` integer,
	`failure` text,
	`fault` text,
	FOREIGN KEY (`landlord_id`) REFERENCES `landlord`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kit_order_key_unique` ON `kit_order` (`key`);--> statement-breakpoint
CREATE INDEX `kit_order_landlord` ON `kit_order` (`landlord_id`,`ordered_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `kit_order_same` ON `kit_order` (`landlord_id`,`same_hash`) WHERE made_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL;--> statement-breakpoint
CREATE TABLE `kit_order_hall` (
	`order_id` integer NOT NULL,
	`hall_id` integer NOT NULL,
	PRIMARY KEY(`order_id`, `hall_id`),
	FOREIGN KEY (`order_id`) REFERENCES `kit_order`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hall_id`) REFERENCES `hall`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `kit_order_hall_hall` ON `kit_order_hall` (`hall_id`);