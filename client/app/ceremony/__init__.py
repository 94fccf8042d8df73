"""The offline ceremony of an authority: root, bodies, devices, revocation, deployment document, cards. No network and no server.

    FOLDER/root/        key.json (sealed), names.json (sealed), certificate.der
    FOLDER/bodies/NAME/ key.json (sealed), certificate.der, root.der, devices/*.der, seals/*.der, crl-N.der, revoked.json; of
                        a deciding or implementing body also names.json (sealed): the key of names, for its officers' devices

A body's folder is enough to certify, to revoke and to list: after the ceremony each body takes its own away, under FOLDER/bodies of
a folder of its own. What this does not do: keep keys in hardware.
"""
