CREATE TABLE `charge` (
	`payment_id` binary(16) NOT NULL,
	`status` varchar(16) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`taken_minor` bigint,
	`taken_currency` varchar(3) character set utf8mb4 collate utf8mb4_bin,
	`is_answered` boolean NOT NULL DEFAULT false,
	`requested_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`next_run_at` datetime(3),
	`attempts` int NOT NULL DEFAULT 0,
	`last_error` varchar(1000) character set utf8mb4 collate utf8mb4_unicode_ci,
	CONSTRAINT `charge_payment_id` PRIMARY KEY(`payment_id`),
	CONSTRAINT `charge_status` CHECK(status in ('REQUESTED', 'TAKEN', 'NOT_TAKEN', 'OWED', 'RETURNED')),
	CONSTRAINT `charge_due_while_requested` CHECK((status = 'REQUESTED') = (next_run_at is not null)),
	CONSTRAINT `charge_taken` CHECK((status in ('TAKEN', 'OWED', 'RETURNED')) = (taken_minor is not null and taken_currency is not null))
);
--> statement-breakpoint
CREATE TABLE `webhook_event` (
	`provider` varchar(32) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`event_id` varchar(128) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`received_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	CONSTRAINT `webhook_event_pk` PRIMARY KEY(`provider`,`event_id`)
);
--> statement-breakpoint
ALTER TABLE `ledger_entry` DROP CONSTRAINT `ledger_entry_account`;--> statement-breakpoint
ALTER TABLE `payment` DROP CONSTRAINT `payment_method`;--> statement-breakpoint
ALTER TABLE `payment` ADD `provider` varchar(32) character set utf8mb4 collate utf8mb4_bin DEFAULT 'test' NOT NULL;--> statement-breakpoint
ALTER TABLE `charge` ADD CONSTRAINT `charge_payment` FOREIGN KEY (`payment_id`) REFERENCES `payment`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `charge_due` ON `charge` (`next_run_at`);--> statement-breakpoint
CREATE INDEX `webhook_event_received` ON `webhook_event` (`received_at`);--> statement-breakpoint
ALTER TABLE `ledger_entry` ADD CONSTRAINT `ledger_entry_account` CHECK (account in ('CASH', 'COURIER', 'SALES', 'OWED'));--> statement-breakpoint
ALTER TABLE `payment` ADD CONSTRAINT `payment_method` CHECK (method in ('CARD', 'BANK_TRANSFER', 'E_WALLET', 'CASH_ON_DELIVERY'));