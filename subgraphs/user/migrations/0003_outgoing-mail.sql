CREATE TABLE `mail` (
	`id` binary(16) NOT NULL,
	`message` longtext character set utf8mb4 collate utf8mb4_bin,
	`state` varchar(8) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`tries` int NOT NULL DEFAULT 0,
	`due_at` datetime(3) NOT NULL DEFAULT (utc_timestamp(3)),
	`ended_at` datetime(3),
	CONSTRAINT `mail_id` PRIMARY KEY(`id`),
	CONSTRAINT `mail_state` CHECK((`mail`.`state` = 'WAITING' and `mail`.`message` is not null and `mail`.`ended_at` is null)
        or (`mail`.`state` in ('SENT', 'FAILED') and `mail`.`message` is null and `mail`.`ended_at` is not null))
);
--> statement-breakpoint
CREATE INDEX `mail_due` ON `mail` (`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `mail_ended` ON `mail` (`ended_at`);