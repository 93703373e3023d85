ALTER TABLE `mail` DROP CONSTRAINT `mail_state`;--> statement-breakpoint
ALTER TABLE `mail` ADD CONSTRAINT `mail_state` CHECK ((`mail`.`state` = 'WAITING' and `mail`.`message` is not null and `mail`.`ended_at` is null)
        or (`mail`.`state` = 'KEPT' and `mail`.`message` is not null and `mail`.`ended_at` is not null)
        or (`mail`.`state` in ('SENT', 'FAILED') and `mail`.`message` is null and `mail`.`ended_at` is not null));