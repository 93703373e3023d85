import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

type Props = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Asks before going on. Escape and a press outside close it; the focus goes back to where it was. */
export const Dialog = ({ title, isOpen, onClose, children }: Props): ReactNode => (
  <ModalOverlay
    className="dialog-overlay"
    isOpen={isOpen}
    isDismissable
    onOpenChange={(open) => {
      if (!open) onClose();
    }}
  >
    <Modal className="dialog-modal">
      <AriaDialog className="dialog">
        <Heading slot="title" className="dialog__title">
          {title}
        </Heading>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);
