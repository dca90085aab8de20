-- How many households came or went is counted by nobody any more.
DROP TRIGGER churn_of_new_household;--> statement-breakpoint
DROP TRIGGER churn_of_gone_household;--> statement-breakpoint
DROP TABLE `churn`;--> statement-breakpoint
DROP TABLE `figure_basis`;
